package ordermessage.faults;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Which faults happen when: a function of the seed. */
record Schedule(List<ScheduledFault> faults) {
    /** The longest row of calls that fail: enough for every try of every record that is being worked on. */
    private static final int OUTAGE = 60;

    /** Clients wait while the queue is slow: few of them are enough. */
    private static int mostCalls(Service service, CallFault disturbance) {
        return service == Service.QUEUE && disturbance == CallFault.SLOWNESS ? 2 : OUTAGE;
    }

    /** What is cheap happens more often than what stops the work for seconds. */
    private static final List<WeightedFault> WEIGHTS = List.of(
            new WeightedFault(58, Schedule::call),
            new WeightedFault(3, random -> new Fault.CrashAfterWrite(one(Service.values(), random))),
            new WeightedFault(1, random -> new Fault.Kill(FaultyStack.POST)),
            new WeightedFault(2, random -> new Fault.Kill(FaultyStack.PROCESS)),
            new WeightedFault(2, random -> new Fault.PausePastVisibility()),
            new WeightedFault(1, random -> new Fault.PausePastBatch()),
            new WeightedFault(1, random -> new Fault.PausePastTimeout()),
            new WeightedFault(1, random -> new Fault.Restart(one(Service.values(), random))),
            new WeightedFault(8, random -> new Fault.Copies(1 + random.nextInt(6))),
            new WeightedFault(8, random -> new Fault.Poisoned(one(Poison.Form.values(), random))),
            new WeightedFault(4, random -> new Fault.SameAtOnce(2 + random.nextInt(10))),
            new WeightedFault(6, random -> new Fault.ConflictAtOnce(2 + random.nextInt(6))),
            new WeightedFault(5, random -> new Fault.LostAcceptance()));

    private record WeightedFault(int weight, Function<Random, Fault> fault) {}

    /** A fault, and how many messages are answered before it. */
    record ScheduledFault(int answered, Fault fault) {}

    /** Every kind of fault at least once, if there are enough of them, in any fault. */
    static Schedule of(long seed, int messages, int faults) {
        var random = new Random(seed);
        var drawn = everyKind();
        while (drawn.size() < faults) {
            drawn.add(any(random));
        }
        Collections.shuffle(drawn, random);
        var moments = random.ints(faults, messages / 20, messages * 19 / 20 + 1)
                .sorted()
                .toArray();
        return new Schedule(IntStream.range(0, faults)
                .mapToObj(i -> new ScheduledFault(moments[i], drawn.get(i)))
                .toList());
    }

    private static List<Fault> everyKind() {
        var faults = new ArrayList<Fault>();
        for (var service : Service.values()) {
            for (var disturbance : CallFault.values()) {
                faults.add(new Fault.Call(service, disturbance, mostCalls(service, disturbance)));
            }
            faults.add(new Fault.CrashAfterWrite(service));
            faults.add(new Fault.Restart(service));
        }
        for (var form : Poison.Form.values()) {
            faults.add(new Fault.Poisoned(form));
        }
        faults.addAll(List.of(
                new Fault.Kill(FaultyStack.POST),
                new Fault.Kill(FaultyStack.PROCESS),
                new Fault.PausePastVisibility(),
                new Fault.PausePastBatch(),
                new Fault.PausePastTimeout(),
                new Fault.Copies(5),
                new Fault.SameAtOnce(8),
                new Fault.LostAcceptance()));
        // Which of them is first in the bucket, and which in the table, is a race: it takes some to see both.
        faults.addAll(Collections.nCopies(6, new Fault.ConflictAtOnce(8)));
        return faults;
    }

    private static Fault any(Random random) {
        var draw =
                random.nextInt(WEIGHTS.stream().mapToInt(WeightedFault::weight).sum());
        for (var chance : WEIGHTS) {
            draw -= chance.weight();
            if (draw < 0) {
                return chance.fault().apply(random);
            }
        }
        throw new IllegalStateException("The weights have changed meanwhile");
    }

    private static Fault call(Random random) {
        var service = one(Service.values(), random);
        var disturbance = one(CallFault.values(), random);
        if (disturbance == CallFault.SLOWNESS) {
            return new Fault.Call(service, disturbance, 1);
        }
        return new Fault.Call(service, disturbance, random.nextInt(4) == 0 ? OUTAGE : 1 + random.nextInt(4));
    }

    private static <T> T one(T[] all, Random random) {
        return all[random.nextInt(all.length)];
    }
}
