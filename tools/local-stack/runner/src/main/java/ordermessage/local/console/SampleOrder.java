package ordermessage.local.console;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Function;
import ordermessage.local.sample.SampleMessage;

/** Makes messages like the sample message of the project. */
final class SampleOrder {
    private static final String METADATA = "metadata";

    private final Path project;

    SampleOrder(Path project) {
        this.project = project;
    }

    /** Returns the sample's company. */
    String company() {
        return read(message ->
                message.getAsJsonObject(METADATA).get(LogLine.COMPANY_ID).getAsString());
    }

    /**
     * Makes a message.
     *
     * @param amount the amount of the order, which makes messages of one id different
     */
    String text(String company, String messageId, int amount) {
        return read(message -> {
            var metadata = message.getAsJsonObject(METADATA);
            metadata.addProperty(
                    "message_time",
                    Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
            metadata.addProperty(LogLine.COMPANY_ID, company);
            metadata.addProperty(LogLine.MESSAGE_ID, messageId);
            message.getAsJsonObject("data").addProperty("order_amount", amount);
            return message.toString();
        });
    }

    private String read(Function<JsonObject, String> reader) {
        try {
            return reader.apply(JsonParser.parseString(Files.readString(project.resolve(SampleMessage.FILE)))
                    .getAsJsonObject());
        } catch (IOException | RuntimeException e) { // All of them: the file may contain anything.
            throw new ActionFailedException("The project has no sample message in " + SampleMessage.FILE, e);
        }
    }
}
