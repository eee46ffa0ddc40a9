package ordermessage.bench.measure;

import java.time.Duration;
import java.util.List;
import ordermessage.bench.stack.BenchStack;
import ordermessage.bench.stack.ServiceFunction;
import ordermessage.harness.Waiting;
import ordermessage.local.runtime.Outcome;

/** Stores what the events of {@link SampleEvents} read: the message of a GET, and a page of messages of a LIST. */
public final class StoredMessages {
    private static final int BATCH = 10;

    /** Nothing is measured here, so more passes of priming would only take time. */
    private static final List<String> ONE_PASS = List.of("-Dordermessage.priming.passes=1");

    private static final Duration POLL_INTERVAL = Duration.ofMillis(500);

    private StoredMessages() {}

    /** Stores the messages, and returns when they are listed. */
    public static void store(BenchStack stack, SampleEvents events) {
        try (var process = stack.service(ServiceFunction.PROCESS, ONE_PASS);
                var list = stack.service(ServiceFunction.LIST, ONE_PASS)) {
            new FunctionClient(process, events::storedMessage).call(1);
            new FunctionClient(process, () -> events.batch(BATCH)).call(SampleEvents.PAGE / BATCH);
            // A message is listed a while after it was stored.
            Waiting.until("a page of messages is listed", POLL_INTERVAL)
                    .until(() -> hasNextPage(
                            list.invoke(events.of(ServiceFunction.LIST).get())));
        }
    }

    private static boolean hasNextPage(Outcome page) {
        return page instanceof Outcome.Returned(var payload) && payload.contains("\"Link\"");
    }
}
