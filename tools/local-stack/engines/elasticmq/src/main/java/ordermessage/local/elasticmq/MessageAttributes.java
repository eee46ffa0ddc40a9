package ordermessage.local.elasticmq;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Optional;
import org.elasticmq.BinaryMessageAttribute;
import org.elasticmq.MessageAttribute;
import org.elasticmq.NumberMessageAttribute;
import org.elasticmq.StringMessageAttribute;
import scala.Option;
import scala.Tuple2;
import scala.collection.immutable.Map;
import scala.collection.immutable.Map$;
import scala.jdk.javaapi.CollectionConverters;
import scala.jdk.javaapi.OptionConverters;

/**
 * Converts message attributes to JSON and back: an array of objects with {@code name}, {@code type}, {@code value} and
 * {@code custom}.
 */
final class MessageAttributes {
    private MessageAttributes() {}

    static String toJson(Map<String, MessageAttribute> attributes) {
        var array = new JsonArray();
        CollectionConverters.asJava(attributes).forEach((name, attribute) -> array.add(object(name, attribute)));
        return array.toString();
    }

    static Map<String, MessageAttribute> fromJson(String json) {
        var attributes = new ArrayList<Tuple2<String, MessageAttribute>>();
        for (var element : JsonParser.parseString(json).getAsJsonArray()) {
            var object = element.getAsJsonObject();
            attributes.add(new Tuple2<>(object.get("name").getAsString(), attribute(object)));
        }
        return Map$.MODULE$.from(CollectionConverters.asScala(attributes));
    }

    /** Returns how many bytes they count towards the maximum size of a message: names, types and values. */
    static int bytes(Map<String, MessageAttribute> attributes) {
        return CollectionConverters.asJava(attributes).entrySet().stream()
                .mapToInt(entry ->
                        utf8(entry.getKey()) + utf8(entry.getValue().getDataType()) + valueBytes(entry.getValue()))
                .sum();
    }

    private static int valueBytes(MessageAttribute attribute) {
        return switch (attribute) {
            case StringMessageAttribute text -> utf8(text.stringValue());
            case NumberMessageAttribute number -> utf8(number.stringValue());
            case BinaryMessageAttribute binary -> binary.binaryValue().size();
            default -> throw unsupported(attribute);
        };
    }

    private static JsonObject object(String name, MessageAttribute attribute) {
        var object = new JsonObject();
        object.addProperty("name", name);
        switch (attribute) {
            case StringMessageAttribute text -> put(object, "String", text.stringValue());
            case NumberMessageAttribute number -> put(object, "Number", number.stringValue());
            case BinaryMessageAttribute binary -> put(object, "Binary", binary.asBase64());
            default -> throw unsupported(attribute);
        }
        OptionConverters.toJava(attribute.customType()).ifPresent(custom -> object.addProperty("custom", custom));
        return object;
    }

    private static void put(JsonObject object, String type, String value) {
        object.addProperty("type", type);
        object.addProperty("value", value);
    }

    private static MessageAttribute attribute(JsonObject object) {
        var value = object.get("value").getAsString();
        Option<String> custom = OptionConverters.toScala(
                Optional.ofNullable(object.get("custom")).map(element -> element.getAsString()));
        return switch (object.get("type").getAsString()) {
            case "String" -> new StringMessageAttribute(value, custom);
            case "Number" -> new NumberMessageAttribute(value, custom);
            default -> BinaryMessageAttribute.fromBase64(value, custom);
        };
    }

    private static int utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static IllegalArgumentException unsupported(MessageAttribute attribute) {
        return new IllegalArgumentException(attribute.getClass() + " is not a supported type of attribute");
    }
}
