package ordermessage.bench.measure;

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
import java.util.function.Supplier;
import ordermessage.bench.stack.ServiceFunction;

/**
 * Creates messages, and events in the form in which the functions receive them on AWS, from the repository's samples. Each
 * new message has an id of its own.
 */
public final class SampleEvents {
    /** The company of the sample. */
    public static final String COMPANY_ID = "e0721e56-fb09-4273-ae74-7bcbc92d43eb";

    /** The number of messages on a page of the list. */
    public static final int PAGE = 100;

    /** The id of the sample: the message that the GET events read. */
    public static final String STORED_MESSAGE_ID = "fc0daad3-4f10-4d15-b8c6-276cca111e87";

    private static final Gson JSON =
            new GsonBuilder().disableHtmlEscaping().serializeNulls().create();

    private final String sampleMessage;
    private final JsonObject postEvent;
    private final String getEvent;
    private final String listEvent;
    private final JsonObject queueRecord;

    /** @param project the folder of the project, which has the samples in {@code events} */
    public SampleEvents(Path project) {
        var samples = project.resolve("events");
        sampleMessage = read(samples.resolve("sample-message.json"));
        postEvent = object(read(samples.resolve("post-message.json")));
        getEvent = JSON.toJson(object(read(samples.resolve("get-message.json"))));
        listEvent = listEvent(object(read(samples.resolve("list-messages.json"))));
        queueRecord = object(read(samples.resolve("process-messages.json")))
                .getAsJsonArray("Records")
                .get(0)
                .getAsJsonObject();
    }

    /** Returns a source of events for a function. Each event for POST and PROCESS has one new message. */
    public Supplier<String> of(ServiceFunction function) {
        return switch (function) {
            case POST -> this::post;
            case GET -> () -> getEvent;
            case LIST -> () -> listEvent;
            case PROCESS -> () -> batch(1);
        };
    }

    /** Returns a batch with the sample itself, whose id the GET events have. */
    public String storedMessage() {
        var event = object(batch(1));
        event.getAsJsonArray("Records").get(0).getAsJsonObject().addProperty("body", sampleMessage);
        return JSON.toJson(event);
    }

    /** Returns a batch of so many new messages. */
    public String batch(int messages) {
        var records = new JsonArray();
        for (var i = 0; i < messages; i++) {
            var queued = queueRecord.deepCopy();
            queued.addProperty("messageId", UUID.randomUUID().toString());
            queued.addProperty("body", message());
            records.add(queued);
        }
        var event = new JsonObject();
        event.add("Records", records);
        return JSON.toJson(event);
    }

    /** Returns a new message. */
    public String message() {
        return message(UUID.randomUUID().toString());
    }

    /** Returns a message with this id. */
    public String message(String id) {
        return sampleMessage.replace(STORED_MESSAGE_ID, id);
    }

    /** Returns a new message of a company. */
    public String messageOf(String companyId) {
        return message().replace(COMPANY_ID, companyId);
    }

    /** Returns a POST of a new message. The body is in Base64, because the API treats every body as binary. */
    private String post() {
        var event = postEvent.deepCopy();
        event.addProperty("body", Base64.getEncoder().encodeToString(message().getBytes(StandardCharsets.UTF_8)));
        event.addProperty("isBase64Encoded", true);
        return JSON.toJson(event);
    }

    /** Returns a request for the first page of all messages. */
    private static String listEvent(JsonObject event) {
        var parameters = new JsonObject();
        parameters.addProperty("limit", Integer.toString(PAGE));
        event.add("queryStringParameters", parameters);
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
