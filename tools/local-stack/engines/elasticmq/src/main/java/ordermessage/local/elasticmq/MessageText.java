package ordermessage.local.elasticmq;

import java.nio.charset.StandardCharsets;
import org.elasticmq.MessageAttribute;
import org.elasticmq.StringMessageAttribute;
import org.elasticmq.rest.sqs.SQSException;
import scala.Option;
import scala.collection.immutable.Map;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Checks the text of a message against SQS's limits: at most 1 MiB together with the attributes, and only characters
 * that XML allows. See https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html
 */
final class MessageText {
    static final int MAX_BYTES = 1_048_576;

    private MessageText() {}

    /** @throws RequestRefusedException when the message is too large, or contains a character that is not allowed */
    static void check(String body, Map<String, MessageAttribute> attributes) {
        if (body.getBytes(StandardCharsets.UTF_8).length + MessageAttributes.bytes(attributes) > MAX_BYTES) {
            throw new RequestRefusedException(SQSException.invalidParameter(
                    "One or more parameters are invalid. Reason: Message must be shorter than %d bytes."
                            .formatted(MAX_BYTES)));
        }
        checkCharacters(body);
        CollectionConverters.asJava(attributes).values().forEach(attribute -> {
            if (attribute instanceof StringMessageAttribute text) {
                checkCharacters(text.stringValue());
            }
        });
    }

    private static void checkCharacters(String text) {
        for (var i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            if (!isAllowed(text.codePointAt(i))) {
                throw new RequestRefusedException(new SQSException(
                        "InvalidMessageContents",
                        400,
                        "com.amazonaws.sqs#InvalidMessageContents",
                        Option.apply("The message contains characters outside the allowed set.")));
            }
        }
    }

    private static boolean isAllowed(int character) {
        return character == '\t'
                || character == '\n'
                || character == '\r'
                || (character >= 0x20 && character <= 0xd7ff)
                || (character >= 0xe000 && character <= 0xfffd)
                || character >= 0x10000;
    }
}
