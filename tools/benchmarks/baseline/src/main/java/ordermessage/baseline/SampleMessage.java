package ordermessage.baseline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** The repository's sample message, or a copy of it with another id. */
final class SampleMessage {
    static final String COMPANY_ID = "e0721e56-fb09-4273-ae74-7bcbc92d43eb";

    /** The message that the benchmark stores before the first read. */
    static final SampleMessage STORED = new SampleMessage("fc0daad3-4f10-4d15-b8c6-276cca111e87");

    private static final String TEXT = read();

    private final String messageId;

    private SampleMessage(String messageId) {
        this.messageId = messageId;
    }

    /** Returns a copy with a new random id. */
    static SampleMessage unique() {
        return new SampleMessage(UUID.randomUUID().toString());
    }

    String messageId() {
        return messageId;
    }

    /** Returns the message as JSON. */
    String text() {
        return TEXT.replace(STORED.messageId(), messageId);
    }

    private static String read() {
        try (var json = SampleMessage.class.getResourceAsStream("/sample-message.json")) {
            return new String(json.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
