package ordermessage.faults;

import java.util.Locale;

/**
 * A message that a client posts.
 *
 * @param companyId as sent, in whatever case
 * @param messageId as sent
 * @param content tells contents of one key apart: two postings of the same number say the same
 * @param text the document
 */
record TestMessage(String companyId, String messageId, int content, String text) {
    static final String TIME = "2026-11-23T10:00:00Z";

    /** A message of this content, and of this much more text. */
    static TestMessage of(String companyId, String messageId, int content, int padding) {
        var text = """
                {"metadata":{"message_time":"%s","company_id":"%s","message_id":"%s"},\
                "data":{"order_id":"A-%d","order_amount":20.10,"note":"%s"}}""".formatted(TIME, companyId, messageId, content, "é".repeat(padding / 2));
        return new TestMessage(companyId, messageId, content, text);
    }

    /** What it is stored under, {@code <company id>/<message id>}. */
    String key() {
        return (companyId + "/" + messageId).toLowerCase(Locale.ROOT);
    }

    /** Whether the service has to take it. */
    boolean isValid() {
        return text.contains("\"message_time\"");
    }

    /** The same JSON values in other bytes. */
    TestMessage respelled(int spaces) {
        return new TestMessage(companyId, messageId, content, " ".repeat(spaces) + text.replace("\":", "\" : "));
    }

    /** Something else under the same key. */
    TestMessage contradicted(int otherContent) {
        return of(companyId, messageId, otherContent, 20);
    }
}
