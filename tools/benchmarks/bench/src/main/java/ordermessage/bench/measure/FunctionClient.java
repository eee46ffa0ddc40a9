package ordermessage.bench.measure;

import java.util.function.Supplier;
import ordermessage.local.runtime.Invoker;
import ordermessage.local.runtime.Outcome;

/** Calls a function, one call after the other, and measures the time of each call. */
public final class FunctionClient {
    private final Invoker function;
    private final Supplier<String> events;

    /** @param events gives the event of each call */
    public FunctionClient(Invoker function, Supplier<String> events) {
        this.function = function;
        this.events = events;
    }

    /**
     * Calls the function so many times.
     *
     * @throws CallFailedException when a call fails
     */
    public void call(int calls) {
        measure(calls);
    }

    /**
     * Calls the function so many times, and returns the time of each call.
     *
     * @throws CallFailedException when a call fails, because figures of a function that fails would be meaningless
     */
    public LatencySamples measure(int calls) {
        var nanoseconds = new long[calls];
        for (var i = 0; i < calls; i++) {
            var event = events.get();
            var start = System.nanoTime();
            var outcome = function.invoke(event);
            nanoseconds[i] = System.nanoTime() - start;
            check(outcome);
        }
        return new LatencySamples(nanoseconds);
    }

    /**
     * Calls the function once, and returns the time in milliseconds.
     *
     * @throws CallFailedException when the call fails
     */
    public double measureOnce() {
        return measure(1).percentile(1);
    }

    /** @throws CallFailedException when the function failed, or returned an error status or a failed record */
    static void check(Outcome outcome) {
        switch (outcome) {
            case Outcome.Failed failed -> throw failure("A call failed: ", failed.payload());
            case Outcome.Returned(var payload)
            when payload.contains("\"statusCode\":") && !payload.matches("(?s).*\"statusCode\": ?20[02].*") ->
                throw failure("A call returned an error status: ", payload);
            case Outcome.Returned(var payload)
            when payload.contains("itemIdentifier") -> throw failure("A record failed: ", payload);
            case Outcome.Returned returned -> {}
        }
    }

    private static CallFailedException failure(String what, String payload) {
        return new CallFailedException(what + payload.replaceAll("\\s+", " "));
    }
}
