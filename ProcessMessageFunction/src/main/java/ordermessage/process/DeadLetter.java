package ordermessage.process;

import ordermessage.message.MessageKey;
import ordermessage.queue.DeadLetterReason;

/**
 * A message that can never be stored, however often it is tried.
 *
 * @param detail a sentence that says more about the reason; it contains no part of the message
 * @param key the message's key; null if the message is not well enough formed to have one
 */
public record DeadLetter(QueuedMessage message, DeadLetterReason reason, String detail, MessageKey key) {}
