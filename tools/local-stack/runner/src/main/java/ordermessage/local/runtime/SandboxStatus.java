package ordermessage.local.runtime;

/**
 * The status of a process of a function.
 *
 * @param pid the process id
 */
public record SandboxStatus(long pid, State state) {
    /** The state of a process. */
    public enum State {
        /** It initializes its function. */
        STARTING,
        /** It waits for an event. */
        IDLE,
        /** It handles an event. */
        BUSY
    }

    /** Returns whether the process is handling an event or still starting. */
    public boolean busy() {
        return state != State.IDLE;
    }
}
