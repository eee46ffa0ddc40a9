package ordermessage.faults.run;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import ordermessage.faults.proxy.AwsService;
import ordermessage.faults.proxy.CallFault;
import ordermessage.faults.stack.FunctionIds;
import ordermessage.faults.traffic.PoisonRecord;

/** The faults of a run in the order of their injection. A schedule depends only on the seed and on the sizes. */
record Schedule(List<ScheduledFault> faults) {
    /** The most calls that fail one after the other. It is enough for every try of every record in work. */
    private static final int OUTAGE_CALLS = 60;

    /** Faults that stop the work for seconds have a low weight. */
    private static final List<WeightedFault> WEIGHTED_FAULTS = List.of(
            new WeightedFault(58, Schedule::failingCalls),
            new WeightedFault(3, random -> new Fault.KillAfterWrite(pick(AwsService.values(), random))),
            new WeightedFault(1, random -> new Fault.KillProcess(FunctionIds.POST_MESSAGE)),
            new WeightedFault(2, random -> new Fault.KillProcess(FunctionIds.PROCESS_MESSAGE)),
            new WeightedFault(2, random -> new Fault.PausePastVisibilityTimeout()),
            new WeightedFault(1, random -> new Fault.PausePastBatchTimeLimit()),
            new WeightedFault(1, random -> new Fault.PausePastFunctionTimeout()),
            new WeightedFault(1, random -> new Fault.KillEngine(pick(AwsService.values(), random))),
            new WeightedFault(8, random -> new Fault.DuplicateDeliveries(1 + random.nextInt(6))),
            new WeightedFault(8, random -> new Fault.PoisonDelivery(pick(PoisonRecord.Defect.values(), random))),
            new WeightedFault(4, random -> new Fault.ConcurrentDuplicates(2 + random.nextInt(10))),
            new WeightedFault(6, random -> new Fault.ConcurrentConflicts(2 + random.nextInt(6))),
            new WeightedFault(5, random -> new Fault.RepeatedPost()));

    private record WeightedFault(int weight, Function<Random, Fault> create) {}

    /**
     * A fault and the time of its injection.
     *
     * @param answered the number of messages that must be answered before the injection
     */
    record ScheduledFault(int answered, Fault fault) {}

    /**
     * Draws a schedule. If there are enough faults, each kind of fault occurs at least once.
     *
     * @param messages the number of messages that the clients of the run post
     * @param faults the number of faults
     */
    static Schedule of(long seed, int messages, int faults) {
        var random = new Random(seed);
        var drawn = oneOfEachKind();
        while (drawn.size() < faults) {
            drawn.add(draw(random));
        }
        Collections.shuffle(drawn, random);
        var times = random.ints(faults, messages / 20, messages * 19 / 20 + 1)
                .sorted()
                .toArray();
        return new Schedule(IntStream.range(0, faults)
                .mapToObj(i -> new ScheduledFault(times[i], drawn.get(i)))
                .toList());
    }

    private static List<Fault> oneOfEachKind() {
        var faults = new ArrayList<Fault>();
        for (var service : AwsService.values()) {
            for (var callFault : CallFault.values()) {
                faults.add(new Fault.FailingCalls(service, callFault, maxCalls(service, callFault)));
            }
            faults.add(new Fault.KillAfterWrite(service));
            faults.add(new Fault.KillEngine(service));
        }
        for (var defect : PoisonRecord.Defect.values()) {
            faults.add(new Fault.PoisonDelivery(defect));
        }
        faults.addAll(List.of(
                new Fault.KillProcess(FunctionIds.POST_MESSAGE),
                new Fault.KillProcess(FunctionIds.PROCESS_MESSAGE),
                new Fault.PausePastVisibilityTimeout(),
                new Fault.PausePastBatchTimeLimit(),
                new Fault.PausePastFunctionTimeout(),
                new Fault.DuplicateDeliveries(5),
                new Fault.ConcurrentDuplicates(8),
                new Fault.RepeatedPost()));
        // The first content in the bucket and the first content in the table can differ. This is a race, so one
        // conflict is not enough to see both outcomes.
        faults.addAll(Collections.nCopies(6, new Fault.ConcurrentConflicts(8)));
        return faults;
    }

    /** Late responses of SQS make the clients wait, so there are only a few of them. */
    private static int maxCalls(AwsService service, CallFault callFault) {
        return service == AwsService.SQS && callFault == CallFault.LATE_RESPONSE ? 2 : OUTAGE_CALLS;
    }

    private static Fault draw(Random random) {
        var remaining = random.nextInt(
                WEIGHTED_FAULTS.stream().mapToInt(WeightedFault::weight).sum());
        for (var weighted : WEIGHTED_FAULTS) {
            remaining -= weighted.weight();
            if (remaining < 0) {
                return weighted.create().apply(random);
            }
        }
        throw new IllegalStateException("The drawn number is not below the sum of the weights");
    }

    private static Fault failingCalls(Random random) {
        var service = pick(AwsService.values(), random);
        var callFault = pick(CallFault.values(), random);
        if (callFault == CallFault.LATE_RESPONSE) {
            return new Fault.FailingCalls(service, callFault, 1);
        }
        return new Fault.FailingCalls(
                service, callFault, random.nextInt(4) == 0 ? OUTAGE_CALLS : 1 + random.nextInt(4));
    }

    private static <T> T pick(T[] values, Random random) {
        return values[random.nextInt(values.length)];
    }
}
