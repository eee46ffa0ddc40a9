package ordermessage.process;

import java.time.Duration;
import ordermessage.queue.DeadLetterReason;

/** The outcome of a record. */
public sealed interface Outcome {

    /** The queue deletes the record. */
    sealed interface Done extends Outcome {}

    /**
     * The message was stored: the queue deletes it.
     *
     * @param age the time from its acceptance until now; never negative
     */
    record Stored(Duration age) implements Done {}

    /** The message was stored already: the queue deletes it. */
    record Duplicate() implements Done {}

    /**
     * The message is in the dead-letter queue with its reason: the queue deletes it.
     *
     * @param detail a sentence that says more about the reason; it contains no part of the message
     */
    record DeadLettered(DeadLetterReason reason, String detail) implements Done {}

    /** The queue must deliver the message again. */
    record Failed() implements Outcome {}
}
