package ordermessage.bench;

import java.util.function.Supplier;
import ordermessage.local.runtime.Invoker;
import ordermessage.local.runtime.Outcome;

/** Calls of a function, one after the other. */
record Invocations(Invoker function, Supplier<String> events) {

    /** Calls that nobody times. */
    void warm(int calls) {
        time(calls);
    }

    /** @throws IllegalStateException when one fails: a figure of a function that does not work would be of no use */
    Samples time(int calls) {
        var nanoseconds = new long[calls];
        for (var call = 0; call < calls; call++) {
            var event = events.get();
            var begun = System.nanoTime();
            var outcome = function.invoke(event);
            nanoseconds[call] = System.nanoTime() - begun;
            check(outcome);
        }
        return new Samples(nanoseconds);
    }

    /** In milliseconds. */
    double once() {
        return time(1).percentile(1);
    }

    private static void check(Outcome outcome) {
        switch (outcome) {
            case Outcome.Failed failed -> throw new IllegalStateException("A call failed: " + failed);
            case Outcome.Returned(var payload)
            when payload.contains("\"statusCode\":") && !payload.matches("(?s).*\"statusCode\": ?20[02].*") ->
                throw new IllegalStateException("A call was answered " + payload);
            case Outcome.Returned(var payload)
            when payload.contains("itemIdentifier") -> throw new IllegalStateException("A record failed: " + payload);
            case Outcome.Returned returned -> {}
        }
    }
}
