package ordermessage.local.elasticmq;

import java.time.Duration;
import java.time.Instant;

/**
 * A queue's attributes.
 *
 * @param visibilityTimeout how long a received message is hidden from other receivers, unless a receiver says otherwise
 * @param delay how long a new message is hidden, unless its sender says otherwise
 * @param receiveWait how long a receiver waits for messages, unless it says otherwise
 * @param redrive where messages go when their receives are used up; null if they stay
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
     * @param deadLetterQueue the name of the queue that gets the messages
     * @param maxReceiveCount how often a message is received before it is moved
     */
    record Redrive(String deadLetterQueue, int maxReceiveCount) {}

    boolean isRedrivenTo(String deadLetterQueue) {
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
