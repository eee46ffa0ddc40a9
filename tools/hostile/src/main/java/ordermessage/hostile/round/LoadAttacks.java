package ordermessage.hostile.round;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** The attacks with many requests: valid messages that are hard to keep as they are, times, large bodies, and kills. */
final class LoadAttacks {
    static final String ROUND_TRIPS = "round trips";
    static final String TIMES = "times";
    static final String LARGE = "large bodies";
    static final String KILLS = "kills";
    static final Set<Integer> ACCEPTED = Set.of(202);

    /** With 429, there is no memory for the request. */
    private static final Set<Integer> ACCEPTED_OR_LATER = Set.of(202, 429);

    /** With 503, the process was killed. */
    private static final Set<Integer> ACCEPTED_OR_KILLED = Set.of(202, 503);

    private static final int COPIES = 15;
    private static final int TIMED_READS = 900;
    private static final int LARGE_BODIES = 100;
    private static final int LARGE_DATA = 1_048_000;
    private static final int MESSAGES_UNDER_KILLS = 200;
    private static final int CLIENTS = 8;

    /** The functions that are killed in turns. */
    private static final List<String> FUNCTIONS = List.of("PostMessageFunction", "ProcessMessageFunction");

    private static final int MESSAGES_BETWEEN_KILLS = 20;

    /** Data that must come back as they are. */
    private static final List<String> DATA = List.of(
            "{}",
            "{\"\": \"\"}",
            "{\"n\": 0.10, \"m\": 1e400, \"o\": -0, \"p\": 1E+2}",
            "{\"n\": %s}".formatted("9".repeat(5_000)),
            "{\"s\": \"\\ud800\", \"\\udfff\": 1}",
            "{\"s\": \"\\u0000\\u001f\\u007f\\u0085\\u2028\"}",
            "{\"s\": \"\uFFFE\uFFFF\"}",
            "{\"s\": \"<script>alert(1)</script>'; DROP TABLE x; -- ${jndi:ldap://x} %s%n {{7*7}}\"}",
            "{\"s\": \"\\u202e\\u001b[31m\\u009b\", \"emoji\": \"\uD83D\uDE00\"}",
            "{\"__proto__\": {\"x\": 1}, \"constructor\": 1, \"data\": {\"metadata\": {}}}",
            "{\"x\": %s1%s}".formatted("[".repeat(97), "]".repeat(97)),
            "{\"x\": [%s0]}".formatted("0,".repeat(90_000)),
            "{\"%s\": 1}".formatted("n".repeat(300_000)),
            "{\"space\":   1 ,\t\"tab\"\n:\r\n2}");

    private final Target target;
    private final Report report;
    private final AcceptedMessages accepted;

    LoadAttacks(Target target, AcceptedMessages accepted) {
        this.target = target;
        this.report = target.report();
        this.accepted = accepted;
    }

    void run() {
        for (var i = 0; i < COPIES * DATA.size(); i++) {
            var data = DATA.get(i % DATA.size());
            accepted.post(ROUND_TRIPS, data, data, ACCEPTED);
        }
        times();
        inParallel(
                LARGE_BODIES,
                LARGE_BODIES,
                number -> accepted.post(
                        LARGE,
                        "body " + number,
                        "{\"x\": \"%s\"}".formatted("x".repeat(LARGE_DATA)),
                        ACCEPTED_OR_LATER));
        target.checkAlive(LARGE);
        inParallel(MESSAGES_UNDER_KILLS, CLIENTS, this::postAndKill);
        target.checkAlive(KILLS);
    }

    private void postAndKill(int number) {
        accepted.post(KILLS, "message " + number, "{\"number\": %d}".formatted(number), ACCEPTED_OR_KILLED);
        if (number % MESSAGES_BETWEEN_KILLS == 0) {
            var function = FUNCTIONS.get(number / MESSAGES_BETWEEN_KILLS % FUNCTIONS.size());
            target.local()
                    .function(function)
                    .sandboxes()
                    .forEach(process -> ProcessHandle.of(process.pid()).ifPresent(ProcessHandle::destroyForcibly));
            report.count(KILLS, "kills of " + function);
        }
    }

    /**
     * Reads, in turns, a message of another company and one that does not exist. It only reports the medians: on a busy machine a
     * difference means nothing.
     */
    private void times() {
        var other = UUID.randomUUID().toString();
        var message = AcceptedMessages.message(other, "{}");
        var owner = UUID.randomUUID().toString();
        var client = target.withToken(target.local().token(owner));
        client.post(message.replace(Target.COMPANY, owner));
        client.awaitMessage(other);
        var otherTimes = new ArrayList<Long>();
        var unknownTimes = new ArrayList<Long>();
        for (var i = 0; i < TIMED_READS; i++) {
            otherTimes.add(timed("a message of another company", other));
            unknownTimes.add(timed("an unknown message", UUID.randomUUID().toString()));
        }
        report.count(TIMES, "median microseconds of another company's message", median(otherTimes));
        report.count(TIMES, "median microseconds of an unknown message", median(unknownTimes));
    }

    private long timed(String name, String id) {
        var start = System.nanoTime();
        var answer = target.client().get(id);
        var end = System.nanoTime();
        target.expect(TIMES, name, Set.of(404), answer);
        return end - start;
    }

    private static int median(List<Long> nanoseconds) {
        return (int) (nanoseconds.stream().sorted().toList().get(nanoseconds.size() / 2) / 1_000);
    }

    /** Makes calls with the numbers from 0, in a number of threads. */
    private void inParallel(int calls, int threads, IntConsumer call) {
        try (var pool = Executors.newFixedThreadPool(threads)) {
            IntStream.range(0, calls)
                    .forEach(number -> pool.execute(() -> {
                        try {
                            call.accept(number);
                        } catch (UncheckedIOException e) {
                            report.violation("many requests", "request " + number, "no answer: " + e.getMessage());
                        }
                    }));
        }
    }
}
