package ordermessage.acceptance;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/**
 * The fixtures of one storage format, in {@code storage-formats/<date>}: what the service wrote from that date on.
 *
 * @param date the name of the folder
 */
record StorageFormat(String date) {
    private static final Path FOLDER =
            RunningService.project().resolve("tools/acceptance-tests/src/test/resources/storage-formats");

    /** Returns all formats, the oldest first. */
    static List<StorageFormat> all() {
        try (var folders = Files.list(FOLDER)) {
            return folders.filter(Files::isDirectory)
                    .map(folder -> new StorageFormat(folder.getFileName().toString()))
                    .sorted((one, other) -> one.date().compareTo(other.date()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return date;
    }

    /** Returns a message in a queue, with its message attributes and, since the queue is fair, its message group. */
    QueueFixture queued(String name) {
        var json = JsonParser.parseString(text(name + ".json")).getAsJsonObject();
        var attributes = json.getAsJsonObject("message_attributes").entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, attribute -> attribute.getValue().getAsString()));
        var group = json.get("message_group_id");
        return new QueueFixture(json.get("body").getAsString(), attributes, group == null ? null : group.getAsString());
    }

    /** Returns a message that was stored: its item in the table and its object in the bucket. */
    StoredFixture stored(String name) {
        var item = JsonParser.parseString(text(name + ".item.json")).getAsJsonObject().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, attribute -> AttributeValue.fromS(string(attribute.getValue()))));
        return new StoredFixture(item, text(name + ".object.json"));
    }

    private static String string(JsonElement attribute) {
        return attribute.getAsJsonObject().get("S").getAsString();
    }

    private String text(String file) {
        return RunningService.read(FOLDER.resolve(date, file));
    }

    record QueueFixture(String body, Map<String, String> attributes, String group) {
        /** Puts the message into a queue. */
        void send(SqsClient sqs, String queueUrl) {
            sqs.sendMessage(request -> request.queueUrl(queueUrl)
                    .messageBody(body)
                    .messageGroupId(group)
                    .messageAttributes(attributes.entrySet().stream()
                            .collect(Collectors.toMap(
                                    Map.Entry::getKey,
                                    attribute -> MessageAttributeValue.builder()
                                            .dataType("String")
                                            .stringValue(attribute.getValue())
                                            .build()))));
        }

        /** Returns the text that was posted. */
        String text() {
            return attributes.containsKey("content_encoding")
                    ? new String(Base64.getDecoder().decode(body), StandardCharsets.UTF_8)
                    : body;
        }

        JsonObject message() {
            return JsonParser.parseString(text()).getAsJsonObject();
        }
    }

    record StoredFixture(Map<String, AttributeValue> item, String object) {
        String companyId() {
            return item.get("company_id").s();
        }

        String messageId() {
            return item.get("message_id").s();
        }

        JsonObject message() {
            return JsonParser.parseString(object).getAsJsonObject();
        }

        /** Puts the item and the object into the stores. */
        void put(RunningService service) {
            var clients = service.local().clients();
            clients.dynamoDb()
                    .putItem(request -> request.tableName(service.table()).item(item));
            clients.s3()
                    .putObject(
                            request -> request.bucket(service.bucket())
                                    .key(item.get("message_s3_key").s())
                                    .contentType("application/json"),
                            RequestBody.fromString(object));
        }
    }
}
