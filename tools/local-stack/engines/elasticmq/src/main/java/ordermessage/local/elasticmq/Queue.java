package ordermessage.local.elasticmq;

import java.time.Duration;
import java.time.Instant;

/**
 * A queue's attributes.
 *
 * @param visibilityTimeout how long a received message is hidden from other receivers, if the receiver sets no other
 *     time
 * @param delay how long a new message is hidden, if the sender sets no other time
 * @param receiveWait how long a receiver waits for messages, if it sets no other time
 * @param redrive the redrive policy; null if the queue has none
 */
record Queue(
        String name,
        Duration visibilityTimeout,
        Duration delay,
        Duration receiveWait,
        Instant created,
        Instant modified,
        Redrive redrive) {

    /**
     * A queue's redrive policy.
     *
     * @param deadLetterQueue the name of the dead-letter queue
     * @param maxReceiveCount how often a message is received before it moves to the dead-letter queue
     */
    record Redrive(String deadLetterQueue, int maxReceiveCount) {}

    boolean hasDeadLetterQueue(String deadLetterQueue) {
        return redrive != null && redrive.deadLetterQueue().equals(deadLetterQueue);
    }

    Queue withVisibilityTimeout(Duration timeout) {
        return new Queue(name, timeout, delay, receiveWait, created, Instant.now(), redrive);
    }

    Queue withDelay(Duration newDelay) {
        return new Queue(name, visibilityTimeout, newDelay, receiveWait, created, Instant.now(), redrive);
    }

    Queue withReceiveWait(Duration wait) {
        return new Queue(name, visibilityTimeout, delay, wait, created, Instant.now(), redrive);
    }

    Queue withRedrive(Redrive policy) {
        return new Queue(name, visibilityTimeout, delay, receiveWait, created, Instant.now(), policy);
    }
}
