package ordermessage.faults.traffic;

import java.util.Locale;

/**
 * An order message that a client posts.
 *
 * @param companyId the company id as posted, in any case
 * @param messageId the message id as posted, in any case
 * @param contentNumber identifies the content: messages with the same key and the same number have equal JSON values
 * @param body the JSON document that is posted
 */
public record TestMessage(String companyId, String messageId, int contentNumber, String body) {
    /** The {@code message_time} of every message. */
    public static final String MESSAGE_TIME = "2026-11-23T10:00:00Z";

    /**
     * A valid message.
     *
     * @param padding the length of the note in the document, in bytes of UTF-8; rounded down to an even number
     */
    public static TestMessage of(String companyId, String messageId, int contentNumber, int padding) {
        var body = """
                {"metadata":{"message_time":"%s","company_id":"%s","message_id":"%s"},\
                "data":{"order_id":"A-%d","order_amount":20.10,"note":"%s"}}""".formatted(MESSAGE_TIME, companyId, messageId, contentNumber, "é".repeat(padding / 2));
        return new TestMessage(companyId, messageId, contentNumber, body);
    }

    /** Returns the key that identifies the message in the stores, {@code <company id>/<message id>} in lower case. */
    public String key() {
        return (companyId + "/" + messageId).toLowerCase(Locale.ROOT);
    }

    /** Returns the key of the message's object in the bucket. */
    public String objectKey() {
        return key() + ".json";
    }

    /** Returns whether the service must accept the message. */
    public boolean isValid() {
        return body.contains("\"message_time\"");
    }

    /**
     * A message with the same JSON values in other bytes.
     *
     * @param spaces the number of spaces before the document
     */
    public TestMessage withOtherWhitespace(int spaces) {
        return new TestMessage(companyId, messageId, contentNumber, " ".repeat(spaces) + body.replace("\":", "\" : "));
    }

    /** Returns a message with the same key and different content. */
    public TestMessage withOtherContent(int otherContentNumber) {
        return of(companyId, messageId, otherContentNumber, 20);
    }
}
