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

/** Any JSON value, the same one for the same seed: empty ones, deep ones, long numbers, lone surrogates. */
public final class RandomJson {
    private static final int WIDEST = 4;

    private final Random random;

    public RandomJson(long seed) {
        this.random = new Random(seed);
    }

    /** @param levels how deep at most; 0 for a scalar */
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

    public JsonObject object(int levels) {
        var members = new LinkedHashMap<String, JsonValue>();
        for (var value : values(levels)) {
            members.put(string(), value);
        }
        return new JsonObject(members);
    }

    private List<JsonValue> values(int levels) {
        var values = new ArrayList<JsonValue>();
        for (int left = random.nextInt(WIDEST); left > 0; left--) {
            values.add(value(levels));
        }
        return values;
    }

    /** Half of it ASCII, control characters included, half any UTF-16 code units, lone surrogates included. */
    private String string() {
        var text = new StringBuilder();
        for (int left = random.nextInt(9); left > 0; left--) {
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
