package ordermessage.bench;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.UUID;

/** Events as the functions get them on AWS, made of the repository's samples: each is about a message of its own. */
final class Events {
    /** The company of the sample. */
    static final String COMPANY_ID = "e0721e56-fb09-4273-ae74-7bcbc92d43eb";

    /** The message that the baseline reads. */
    static final String STORED_ID = "fc0daad3-4f10-4d15-b8c6-276cca111e87";

    private static final Gson JSON =
            new GsonBuilder().disableHtmlEscaping().serializeNulls().create();

    private final String message;
    private final JsonObject post;
    private final String get;
    private final JsonObject queued;

    Events(Path project) {
        var samples = project.resolve("events");
        message = read(samples.resolve("sample-message.json"));
        post = object(read(samples.resolve("post-message.json")));
        get = read(samples.resolve("get-message.json"));
        queued = object(read(samples.resolve("process-messages.json")))
                .getAsJsonArray("Records")
                .get(0)
                .getAsJsonObject();
    }

    /** A message that was not there before. */
    String message() {
        return message(UUID.randomUUID().toString());
    }

    String message(String id) {
        return message.replace(STORED_ID, id);
    }

    /** A POST of a message that was not there before. Its body is in Base64, as every body is to the API. */
    String post() {
        var event = post.deepCopy();
        event.addProperty("body", Base64.getEncoder().encodeToString(message().getBytes(StandardCharsets.UTF_8)));
        event.addProperty("isBase64Encoded", true);
        return JSON.toJson(event);
    }

    /** A GET of the message that the baseline reads. */
    String get() {
        return get;
    }

    /** A batch of the message that is read. */
    String storedSample() {
        var event = object(batch(1));
        event.getAsJsonArray("Records").get(0).getAsJsonObject().addProperty("body", message);
        return JSON.toJson(event);
    }

    /** A batch of messages that were not there before. */
    String batch(int messages) {
        var records = new JsonArray();
        for (var number = 0; number < messages; number++) {
            var entry = queued.deepCopy();
            entry.addProperty("messageId", UUID.randomUUID().toString());
            entry.addProperty("body", message());
            records.add(entry);
        }
        var event = new JsonObject();
        event.add("Records", records);
        return JSON.toJson(event);
    }

    private static JsonObject object(String json) {
        return JsonParser.parseString(json).getAsJsonObject();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
