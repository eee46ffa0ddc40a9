package ordermessage.local.elasticmq;

import java.time.Instant;

/**
 * A message move task: a redrive.
 *
 * @param toMove how many messages were in the source when the task started
 */
record MoveTask(
        String handle, String source, String destination, long moved, long toMove, Instant started, Status status) {
    /** The states that SQS names. */
    enum Status {
        RUNNING,
        COMPLETED,
        CANCELLED
    }

    boolean isRunning() {
        return status == Status.RUNNING;
    }
}
