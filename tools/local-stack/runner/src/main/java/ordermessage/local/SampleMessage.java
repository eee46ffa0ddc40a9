package ordermessage.local;

import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The message that a project has for trying things out. */
record SampleMessage(Path project) {
    /** Where it is in the project. */
    static final String FILE = "events/sample-message.json";

    /** A member of its metadata; nothing when there is no such sample. */
    Optional<String> metadata(String member) {
        try {
            return Optional.of(JsonParser.parseString(Files.readString(project.resolve(FILE)))
                    .getAsJsonObject()
                    .getAsJsonObject("metadata")
                    .get(member)
                    .getAsString());
        } catch (IOException | JsonParseException | IllegalStateException unreadable) {
            return Optional.empty();
        }
    }
}
