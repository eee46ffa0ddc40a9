package ordermessage.ports;

import java.util.Optional;
import ordermessage.message.Uuid;

/**
 * A message in the list of its company's messages.
 *
 * @param messageTime the time in the message's metadata, as sent
 * @param position the position of the message in the list
 * @param orderId the order id, if the message has one
 */
public record ListedMessage(Uuid messageId, String messageTime, ListPosition position, Optional<String> orderId) {}
