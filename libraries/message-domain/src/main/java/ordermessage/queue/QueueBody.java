package ordermessage.queue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import ordermessage.json.JsonText;
import ordermessage.json.MalformedJson;
import ordermessage.json.MalformedJson.Flaw;

/**
 * A message's text as SQS carries it: as it is, or in Base64 where it holds one of the two characters that JSON allows
 * and SQS does not (U+FFFE and U+FFFF; see SendMessage in the SQS API reference).
 *
 * @param body what is sent as the body
 * @param encoding the value of the message attribute {@value #ENCODING}; none for a text as it is
 */
public record QueueBody(String body, Optional<String> encoding) {
    /** What one SQS message holds, in bytes, attributes included: 1 MiB. */
    public static final int LARGEST = 1_048_576;

    /** The name of the message attribute that tells the encoding. */
    public static final String ENCODING = "content_encoding";

    private static final String BASE64 = "base64";
    private static final int ENCODING_ATTRIBUTE_SIZE = (ENCODING + "String" + BASE64).length();

    /** The form in which the text travels. */
    public static QueueBody of(String text) {
        boolean asItIs = text.indexOf('\ufffe') < 0 && text.indexOf('\uffff') < 0;
        return asItIs
                ? new QueueBody(text, Optional.empty())
                : new QueueBody(
                        Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)), Optional.of(BASE64));
    }

    /**
     * The text that travelled.
     *
     * @throws MalformedJson when the body is not in its encoding
     */
    public String text() {
        return encoding.isEmpty() ? body : JsonText.decode(ByteBuffer.wrap(decoded()));
    }

    private byte[] decoded() {
        try {
            return Base64.getDecoder().decode(body);
        } catch (IllegalArgumentException e) {
            throw new MalformedJson(Flaw.NOT_JSON);
        }
    }

    public boolean fits() {
        int attributes = encoding.isEmpty() ? 0 : ENCODING_ATTRIBUTE_SIZE;
        return body.length() <= LARGEST && body.getBytes(StandardCharsets.UTF_8).length + attributes <= LARGEST;
    }
}
