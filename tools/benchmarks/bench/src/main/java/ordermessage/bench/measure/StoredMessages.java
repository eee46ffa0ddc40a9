package ordermessage.bench.measure;

import java.time.Duration;
import java.util.List;
import ordermessage.bench.stack.BenchStack;
import ordermessage.bench.stack.ServiceFunction;
import ordermessage.harness.Waiting;
import ordermessage.local.runtime.Invoker;
import ordermessage.local.runtime.Outcome;
import org.awaitility.core.ConditionTimeoutException;

/** Stores what the events of {@link SampleEvents} read: the message of a GET, and a page of messages of a LIST. */
public final class StoredMessages {
    private static final int BATCH = 10;

    /** Nothing is measured here, so more passes of priming would only take time. */
    private static final List<String> ONE_PASS = List.of("-Dordermessage.priming.passes=1");

    private static final Duration POLL_INTERVAL = Duration.ofMillis(500);

    /** Far longer than the time after which a message is listed. */
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(2);

    private StoredMessages() {}

    /**
     * Stores the messages, and returns when they are listed.
     *
     * @throws CallFailedException when a call fails, or when the messages are not listed
     */
    public static void store(BenchStack stack, SampleEvents events) {
        try (var process = stack.service(ServiceFunction.PROCESS, ONE_PASS);
                var list = stack.service(ServiceFunction.LIST, ONE_PASS)) {
            new FunctionClient(process, events::storedMessage).call(1);
            new FunctionClient(process, () -> events.batch(BATCH)).call(SampleEvents.PAGE / BATCH);
            awaitPage(list, events.of(ServiceFunction.LIST).get(), LONGEST_WAIT);
        }
    }

    /** Waits, because a message is listed a while after it was stored. */
    static void awaitPage(Invoker list, String event, Duration timeout) {
        try {
            Waiting.until("a page of messages is listed", POLL_INTERVAL)
                    .atMost(timeout)
                    .until(() -> hasNextPage(list.invoke(event)));
        } catch (ConditionTimeoutException e) {
            throw new CallFailedException("The stored messages are not listed after " + timeout);
        }
    }

    private static boolean hasNextPage(Outcome page) {
        FunctionClient.check(page);
        return page instanceof Outcome.Returned(var payload) && payload.contains("\"Link\"");
    }
}
