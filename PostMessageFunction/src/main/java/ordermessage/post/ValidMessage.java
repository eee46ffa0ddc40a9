package ordermessage.post;

import ordermessage.message.Uuid;

/**
 * A message that passed validation.
 *
 * @param text the document exactly as it was posted
 * @param messageId the message's id as it was posted, in whatever case
 */
record ValidMessage(String text, Uuid companyId, String messageId) {}
