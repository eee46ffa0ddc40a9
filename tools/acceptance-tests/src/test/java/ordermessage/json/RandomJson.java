package ordermessage.json;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import ordermessage.json.JsonValue.JsonArray;
import ordermessage.json.JsonValue.JsonBoolean;
import ordermessage.json.JsonValue.JsonNull;
import ordermessage.json.JsonValue.JsonNumber;
import ordermessage.json.JsonValue.JsonObject;
import ordermessage.json.JsonValue.JsonString;

/**
 * Generates random JSON values: empty and deeply nested ones, with long numbers and lone surrogates. The same seed gives
 * the same values.
 */
public final class RandomJson {
    /** The maximum number of items of an array and of members of an object. */
    private static final int MAX_SIZE = 3;

    /** The maximum number of UTF-16 code units of a string. */
    private static final int MAX_LENGTH = 8;

    private final Random random;

    public RandomJson(long seed) {
        this.random = new Random(seed);
    }

    /** @param levels the maximum number of nested arrays and objects; 0 for a scalar */
    public JsonValue value(int levels) {
        return switch (levels == 0 ? random.nextInt(4) : random.nextInt(7)) {
            case 0 -> new JsonString(string());
            case 1 -> new JsonNumber(number());
            case 2 -> new JsonBoolean(random.nextBoolean());
            case 3 -> new JsonNull();
            case 4 -> new JsonArray(values(levels - 1));
            default -> object(levels - 1);
        };
    }

    /** @param levels the maximum number of nested arrays and objects in this object */
    public JsonObject object(int levels) {
        var members = new LinkedHashMap<String, JsonValue>();
        for (var value : values(levels)) {
            members.put(string(), value);
        }
        return new JsonObject(members);
    }

    private List<JsonValue> values(int levels) {
        var values = new ArrayList<JsonValue>();
        int size = random.nextInt(MAX_SIZE + 1);
        for (var i = 0; i < size; i++) {
            values.add(value(levels));
        }
        return values;
    }

    /** About half of the UTF-16 code units are ASCII. The others are any code units, so lone surrogates occur. */
    private String string() {
        var text = new StringBuilder();
        int length = random.nextInt(MAX_LENGTH + 1);
        for (var i = 0; i < length; i++) {
            text.append((char) random.nextInt(random.nextBoolean() ? 0x80 : 0x10000));
        }
        return text.toString();
    }

    private String number() {
        return switch (random.nextInt(4)) {
            case 0 -> String.valueOf(random.nextInt());
            case 1 -> new BigDecimal(new BigInteger(200, random), random.nextInt(60)).toPlainString();
            case 2 -> random.nextInt(10) + "." + random.nextInt(100) + "0E" + (random.nextInt(1_000) - 500);
            default -> "-0";
        };
    }
}
