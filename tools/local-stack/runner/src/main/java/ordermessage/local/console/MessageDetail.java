package ordermessage.local.console;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import ordermessage.local.template.Resource;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** Collects what is known of one message: its log lines, its item in the table and its object in the bucket. */
final class MessageDetail {
    /** The keys of {@link LogLine#key}. */
    private static final Pattern KEY = Pattern.compile("([0-9A-Za-z-]{1,64})/([0-9A-Za-z-]{1,64})");

    private static final int MAX_OBJECT_BYTES = 64 * 1024;
    private static final String ARCHIVE_KEY = "message_s3_key";

    private final LiveStack live;
    private final RecentMessages messages;

    MessageDetail(LiveStack live, RecentMessages messages) {
        this.live = live;
        this.messages = messages;
    }

    /** Returns the details for the page; empty when no such message is known. */
    Optional<JsonObject> of(String key) {
        var parts = KEY.matcher(key);
        if (!parts.matches()) {
            return Optional.empty();
        }
        return messages.lines(key).map(lines -> {
            var json = new JsonObject();
            var printed = new JsonArray();
            for (var line : lines) {
                var each = new JsonObject();
                each.addProperty("function", line.function());
                each.addProperty("text", line.text());
                printed.add(each);
            }
            json.add("lines", printed);
            if (parts.group(1).length() == 36) {
                addStored(json, parts.group(1), parts.group(2));
            }
            return json;
        });
    }

    private void addStored(JsonObject json, String company, String message) {
        live.stack().tables().stream()
                .findFirst()
                .ifPresent(table -> read("DynamoDB", json, "itemProblem", problem -> {
                    var item = live.clients()
                            .dynamoDb()
                            .getItem(request -> request.tableName(table.name())
                                    .key(key(table, company, message))
                                    .consistentRead(true))
                            .item();
                    if (item.isEmpty()) {
                        problem.accept("The table has no item of this message.");
                    } else {
                        json.add("item", json(item));
                    }
                }));
        live.stack().buckets().stream()
                .findFirst()
                .ifPresent(bucket -> read("S3", json, "objectProblem", problem -> {
                    var archiveKey = json.has("item")
                                    && json.getAsJsonObject("item").has(ARCHIVE_KEY)
                            ? json.getAsJsonObject("item").get(ARCHIVE_KEY).getAsString()
                            : company + "/" + message + ".json";
                    json.addProperty("objectKey", archiveKey);
                    try {
                        json.addProperty("object", object(bucket, archiveKey));
                    } catch (NoSuchKeyException e) {
                        problem.accept("The bucket has no object of this message.");
                    }
                }));
    }

    private interface Reading {
        void read(Consumer<String> problem);
    }

    private static void read(String service, JsonObject json, String member, Reading reading) {
        try {
            reading.read(problem -> json.addProperty(member, problem));
        } catch (SdkException e) {
            json.addProperty(member, "Unknown: the engine for " + service + " does not answer.");
        }
    }

    private static Map<String, AttributeValue> key(Resource.Table table, String company, String message) {
        var values = Map.of(LogLine.COMPANY_ID, company, LogLine.MESSAGE_ID, message);
        var key = new HashMap<String, AttributeValue>();
        key.put(table.partitionKey().name(), value(values, table.partitionKey()));
        table.sortKey().ifPresent(sort -> key.put(sort.name(), value(values, sort)));
        return key;
    }

    private static AttributeValue value(Map<String, String> values, Resource.Key key) {
        return AttributeValue.fromS(values.getOrDefault(key.name(), "unknown"));
    }

    private static JsonObject json(Map<String, AttributeValue> item) {
        var json = new JsonObject();
        new TreeMap<>(item).forEach((name, value) -> {
            switch (value.type()) {
                case S -> json.addProperty(name, value.s());
                case N -> json.addProperty(name, value.n());
                default -> json.addProperty(name, value.toString());
            }
        });
        return json;
    }

    private String object(Resource.Bucket bucket, String key) {
        try (var object = live.clients()
                .s3()
                .getObject(request -> request.bucket(bucket.name()).key(key))) {
            var bytes = object.readNBytes(MAX_OBJECT_BYTES);
            object.abort();
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "The object cannot be read.";
        }
    }
}
