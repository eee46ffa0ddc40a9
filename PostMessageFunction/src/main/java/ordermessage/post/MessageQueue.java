package ordermessage.post;

import ordermessage.queue.QueueBody;

/** The queue in which accepted messages wait to be stored. */
public interface MessageQueue {

    /**
     * Enqueues a message; returns when the queue has acknowledged it.
     *
     * @throws QueueUnavailable when the queue has not acknowledged it; it may have it all the same
     */
    void enqueue(QueueBody message);
}
