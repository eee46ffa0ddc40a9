package ordermessage.queue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import ordermessage.json.JsonText;
import ordermessage.json.MalformedJsonException;
import ordermessage.json.MalformedJsonException.Flaw;

/**
 * The body of an SQS message: the text of an order message as it is, or in Base64 if it contains U+FFFE or U+FFFF. JSON
 * allows these two characters and SQS does not (SendMessage, SQS API reference).
 *
 * @param body the body of the SQS message
 * @param encoding the value of the message attribute {@value #ENCODING}; empty for a text as it is
 */
public record QueueBody(String body, Optional<String> encoding) {
    /** The largest SQS message, in bytes, attributes included: 1 MiB. */
    public static final int MAX_BYTES = 1_048_576;

    /** The name of the message attribute that holds the encoding. */
    public static final String ENCODING = "content_encoding";

    private static final String BASE64 = "base64";
    private static final int ENCODING_ATTRIBUTE_SIZE = (ENCODING + "String" + BASE64).length();

    /** Makes the body of a text. */
    public static QueueBody of(String text) {
        boolean asItIs = text.indexOf('\ufffe') < 0 && text.indexOf('\uffff') < 0;
        return asItIs
                ? new QueueBody(text, Optional.empty())
                : new QueueBody(
                        Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)), Optional.of(BASE64));
    }

    /**
     * Decodes the text.
     *
     * @throws MalformedJsonException when the body is not in its encoding
     */
    public String text() {
        return encoding.isEmpty() ? body : JsonText.decode(ByteBuffer.wrap(decoded()));
    }

    private byte[] decoded() {
        try {
            return Base64.getDecoder().decode(body);
        } catch (IllegalArgumentException e) {
            throw new MalformedJsonException(Flaw.NOT_JSON);
        }
    }

    /** Returns whether SQS accepts the message, its encoding attribute included. */
    public boolean fits() {
        int attributes = encoding.isEmpty() ? 0 : ENCODING_ATTRIBUTE_SIZE;
        return body.length() <= MAX_BYTES && body.getBytes(StandardCharsets.UTF_8).length + attributes <= MAX_BYTES;
    }
}
