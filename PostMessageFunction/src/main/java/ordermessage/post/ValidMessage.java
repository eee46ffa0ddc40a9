package ordermessage.post;

import ordermessage.json.JsonText;
import ordermessage.message.ContentDigest;
import ordermessage.message.MessageKey;

/**
 * A message that passed validation.
 *
 * @param text the document exactly as it was posted
 * @param messageId the message's id as it was posted, in whatever case
 */
record ValidMessage(String text, MessageKey key, String messageId) {

    /** Calculates the digest of the content. It parses the text again, because few messages need their digest. */
    ContentDigest digest() {
        return ContentDigest.of(JsonText.parse(text));
    }
}
