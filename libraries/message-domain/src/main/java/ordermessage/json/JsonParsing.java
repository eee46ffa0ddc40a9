package ordermessage.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ordermessage.json.JsonValue.JsonArray;
import ordermessage.json.JsonValue.JsonBoolean;
import ordermessage.json.JsonValue.JsonNull;
import ordermessage.json.JsonValue.JsonNumber;
import ordermessage.json.JsonValue.JsonObject;
import ordermessage.json.JsonValue.JsonString;
import ordermessage.json.MalformedJsonException.Flaw;

/**
 * Parses one text in one pass by the grammar of RFC 8259. The comments name its sections. This parser exists because
 * other readers accept too much (duplicate members, trailing data) or too little: Gson's strict reader refuses
 * the escape of a lone surrogate and numbers of a thousand digits, both of which the RFC allows and a caller gets back.
 */
final class JsonParsing {
    private static final Pattern NUMBER = Pattern.compile("-?(?:0|[1-9][0-9]*+)(?:\\.[0-9]++)?(?:[eE][+-]?[0-9]++)?");

    private final String text;
    private final int maxValues;

    /** One matcher reads all numbers: a text can have half a million of them. */
    private final Matcher numbers;

    private int position;
    private int depth;
    private int values;

    JsonParsing(String text, int maxValues) {
        this.text = text;
        this.maxValues = maxValues;
        this.numbers = NUMBER.matcher(text);
    }

    /** §2: white space, one value, white space. */
    JsonValue document() {
        skipWhiteSpace();
        var value = value();
        skipWhiteSpace();
        if (position < text.length()) {
            throw new MalformedJsonException(Flaw.TRAILING_DATA);
        }
        return value;
    }

    /** §3. */
    private JsonValue value() {
        if (++values > maxValues) {
            throw new MalformedJsonException(Flaw.TOO_MANY_VALUES);
        }
        return switch (current()) {
            case '{' -> object();
            case '[' -> array();
            case '"' -> new JsonString(string());
            case 't' -> literal("true", new JsonBoolean(true));
            case 'f' -> literal("false", new JsonBoolean(false));
            case 'n' -> literal("null", new JsonNull());
            default -> number();
        };
    }

    private JsonValue literal(String name, JsonValue value) {
        require(text.startsWith(name, position));
        position += name.length();
        requireEndOfToken();
        return value;
    }

    /** §4. */
    private JsonObject object() {
        var members = new LinkedHashMap<String, JsonValue>();
        if (opens('}')) {
            do {
                skipWhiteSpace();
                require(current() == '"');
                var name = string();
                expect(':');
                if (members.put(name, spacedValue()) != null) {
                    throw new MalformedJsonException(Flaw.DUPLICATE_MEMBER);
                }
            } while (continues('}'));
        }
        return new JsonObject(members);
    }

    /** §5. */
    private JsonArray array() {
        var elements = new ArrayList<JsonValue>();
        if (opens(']')) {
            do {
                elements.add(spacedValue());
            } while (continues(']'));
        }
        return new JsonArray(elements);
    }

    /** §6. */
    private JsonNumber number() {
        require(numbers.region(position, text.length()).lookingAt());
        position = numbers.end();
        requireEndOfToken();
        return new JsonNumber(numbers.group());
    }

    /** §7. Every code unit but quotation mark, reverse solidus and the control characters stands for itself. */
    private String string() {
        int start = ++position;
        StringBuilder unescaped = null;
        while (current() != '"') {
            require(current() >= ' ');
            if (current() == '\\') {
                unescaped = unescaped == null ? new StringBuilder() : unescaped;
                unescaped.append(text, start, position).append(escape());
                start = position;
            } else {
                position++;
            }
        }
        var rest = text.substring(start, position++);
        return unescaped == null ? rest : unescaped.append(rest).toString();
    }

    private char escape() {
        position += 2;
        require(position <= text.length());
        return switch (text.charAt(position - 1)) {
            case '"' -> '"';
            case '\\' -> '\\';
            case '/' -> '/';
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> codeUnit();
            default -> throw new MalformedJsonException(Flaw.NOT_JSON);
        };
    }

    private char codeUnit() {
        int unit = 0;
        for (var end = position + 4; position < end; position++) {
            int digit = hexDigit(current());
            require(digit >= 0);
            unit = unit * 16 + digit;
        }
        return (char) unit;
    }

    /** Accepts ASCII only: Character.digit would accept the digits of every script. */
    private static int hexDigit(char c) {
        return c < 128 ? Character.digit(c, 16) : -1;
    }

    private JsonValue spacedValue() {
        skipWhiteSpace();
        return value();
    }

    /** Enters an object or array. If it is empty, leaves it and returns false. */
    private boolean opens(char end) {
        if (++depth > JsonText.MAX_DEPTH) {
            throw new MalformedJsonException(Flaw.NESTED_TOO_DEEP);
        }
        position++;
        skipWhiteSpace();
        return current() != end || leave();
    }

    /** Reads what follows a member or element. Returns true at a comma. At the end, leaves the object or array and returns false. */
    private boolean continues(char end) {
        skipWhiteSpace();
        if (current() == end) {
            return leave();
        }
        expect(',');
        return true;
    }

    private boolean leave() {
        position++;
        depth--;
        return false;
    }

    private void expect(char c) {
        skipWhiteSpace();
        require(current() == c);
        position++;
    }

    private void skipWhiteSpace() {
        while (position < text.length() && " \t\n\r".indexOf(text.charAt(position)) >= 0) {
            position++;
        }
    }

    private void requireEndOfToken() {
        require(position == text.length() || " \t\n\r,]}".indexOf(text.charAt(position)) >= 0);
    }

    private char current() {
        require(position < text.length());
        return text.charAt(position);
    }

    private static void require(boolean wellFormed) {
        if (!wellFormed) {
            throw new MalformedJsonException(Flaw.NOT_JSON);
        }
    }
}
