package ordermessage.local.sample;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The sample message of a project, for trying out the API. */
public final class SampleMessage {
    /** The path of the sample message in the project. */
    public static final String FILE = "events/sample-message.json";

    private final Path project;

    public SampleMessage(Path project) {
        this.project = project;
    }

    /** Returns a member of the message's metadata; empty when the file does not exist or has no such member. */
    public Optional<String> metadata(String member) {
        try {
            return Optional.of(JsonParser.parseString(Files.readString(project.resolve(FILE)))
                    .getAsJsonObject()
                    .getAsJsonObject("metadata")
                    .get(member)
                    .getAsString());
        } catch (IOException | RuntimeException e) { // All of them: the file may contain anything.
            return Optional.empty();
        }
    }
}
