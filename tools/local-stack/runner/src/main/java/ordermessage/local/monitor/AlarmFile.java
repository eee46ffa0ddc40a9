package ordermessage.local.monitor;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import ordermessage.local.files.OwnerOnly;

/** The file through which {@code make run} tells {@code make alarms} the status of the alarms. */
public final class AlarmFile {
    private final Path file;

    public AlarmFile(Path file) {
        this.file = file;
    }

    /**
     * The content of the file.
     *
     * @param updated when it was written
     */
    public record Content(Instant updated, List<AlarmStatus> alarms) {
        public Content {
            alarms = List.copyOf(alarms);
        }
    }

    /** Replaces the content of the file in one step. */
    public void write(Content content) {
        var alarms = new JsonArray();
        for (var status : content.alarms()) {
            var alarm = new JsonObject();
            alarm.addProperty("alarm", status.alarm());
            alarm.addProperty("state", status.state().name());
            alarm.addProperty("since", status.since().toString());
            alarm.addProperty("reason", status.reason());
            alarms.add(alarm);
        }
        var root = new JsonObject();
        root.addProperty("updated", content.updated().toString());
        root.add("alarms", alarms);
        try {
            OwnerOnly.replace(file, root.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads the file.
     *
     * @throws IOException when there is no file
     * @throws IllegalStateException when the file does not contain the status of alarms
     */
    public Content read() throws IOException {
        var text = Files.readString(file);
        try {
            return content(JsonParser.parseString(text).getAsJsonObject());
        } catch (RuntimeException e) { // All of them: a member may be missing, or be another.
            throw new IllegalStateException(file + " does not contain the status of alarms: start make run again", e);
        }
    }

    private static Content content(JsonObject root) {
        var alarms = root.getAsJsonArray("alarms").asList().stream()
                .map(alarm -> status(alarm.getAsJsonObject()))
                .toList();
        return new Content(Instant.parse(root.get("updated").getAsString()), alarms);
    }

    private static AlarmStatus status(JsonObject alarm) {
        return new AlarmStatus(
                alarm.get("alarm").getAsString(),
                AlarmState.valueOf(alarm.get("state").getAsString()),
                Instant.parse(alarm.get("since").getAsString()),
                alarm.get("reason").getAsString());
    }
}
