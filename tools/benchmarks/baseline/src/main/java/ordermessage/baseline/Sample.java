package ordermessage.baseline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** The repository's sample message, or one like it with an id of its own. */
record Sample(String messageId) {
    static final String COMPANY_ID = "e0721e56-fb09-4273-ae74-7bcbc92d43eb";

    /** The one that the benchmark stores before anybody reads. */
    static final Sample STORED = new Sample("fc0daad3-4f10-4d15-b8c6-276cca111e87");

    private static final String TEXT = read();

    /** One that was not there before. */
    static Sample fresh() {
        return new Sample(UUID.randomUUID().toString());
    }

    String text() {
        return TEXT.replace(STORED.messageId(), messageId);
    }

    private static String read() {
        try (var json = Sample.class.getResourceAsStream("/sample-message.json")) {
            return new String(json.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
