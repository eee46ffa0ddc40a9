package ordermessage.local.runtime;

import java.time.Duration;

/** Learns of the invocations of a function. It is called from many threads, and must not throw. */
public interface InvocationListener {
    /** A listener that does nothing. */
    InvocationListener NONE = new InvocationListener() {
        @Override
        public void waits() {}

        @Override
        public void starts(int concurrent) {}

        @Override
        public void ends(Duration duration, Outcome outcome) {}
    };

    /** Returns a listener that tells two listeners. */
    static InvocationListener both(InvocationListener first, InvocationListener second) {
        return new InvocationListener() {
            @Override
            public void waits() {
                first.waits();
                second.waits();
            }

            @Override
            public void starts(int concurrent) {
                first.starts(concurrent);
                second.starts(concurrent);
            }

            @Override
            public void ends(Duration duration, Outcome outcome) {
                first.ends(duration, outcome);
                second.ends(duration, outcome);
            }
        };
    }

    /** An invocation waits, because all processes that the function may have are busy. Lambda would refuse it. */
    void waits();

    /**
     * An invocation starts.
     *
     * @param concurrent the number of invocations in progress, this one included
     */
    void starts(int concurrent);

    /**
     * An invocation has ended.
     *
     * @param duration the time in the process, without the wait for it
     */
    void ends(Duration duration, Outcome outcome);
}
