package ordermessage.local.elasticmq;

import java.time.Instant;

/**
 * A message move task, which SQS also calls a redrive: it moves all messages from one queue to another.
 *
 * @param source the name of the queue that the messages leave
 * @param destination the name of the queue that gets the messages
 * @param moved the number of messages that were moved so far
 * @param toMove the number of messages in the source when the task started
 */
record MoveTask(
        String handle, String source, String destination, long moved, long toMove, Instant started, Status status) {
    /** The states of a task, with SQS's names. */
    enum Status {
        RUNNING,
        COMPLETED,
        CANCELLED
    }

    boolean isRunning() {
        return status == Status.RUNNING;
    }
}
