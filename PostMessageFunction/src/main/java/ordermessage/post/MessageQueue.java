package ordermessage.post;

import ordermessage.message.Uuid;
import ordermessage.queue.QueueBody;

/** The queue in which accepted messages wait to be stored. */
public interface MessageQueue {

    /**
     * Enqueues a message; returns when the queue has acknowledged it.
     *
     * @param companyId the company that sent it; the backlog of one company does not delay the messages of another
     * @throws QueueUnavailableException when the queue has not acknowledged it; the queue may still have it
     */
    void enqueue(QueueBody message, Uuid companyId);
}
