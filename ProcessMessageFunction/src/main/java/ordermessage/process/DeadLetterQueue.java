package ordermessage.process;

/** Where messages that can never be stored wait for a person. */
public interface DeadLetterQueue {

    /**
     * Returns once the queue has taken the message, body and attributes as they were, with the reason added.
     *
     * @throws RuntimeException when it has not: the message must then stay where it is
     */
    void send(DeadLetter letter);
}
