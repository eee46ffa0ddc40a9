package ordermessage.process;

/** The queue in which messages that can never be stored wait for an operator. */
public interface DeadLetterQueue {

    /**
     * Sends a dead letter; returns when the queue has acknowledged it.
     *
     * @throws RuntimeException when the queue has not acknowledged it: the message must then stay in its queue
     */
    void send(DeadLetter letter);
}
