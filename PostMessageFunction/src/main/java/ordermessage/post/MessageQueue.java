package ordermessage.post;

import ordermessage.queue.QueueBody;

/** Where accepted messages wait to be stored. */
public interface MessageQueue {

    /**
     * Returns once the queue has taken the message for good.
     *
     * @throws QueueUnavailable when it has not, or when that cannot be told
     */
    void enqueue(QueueBody message);
}
