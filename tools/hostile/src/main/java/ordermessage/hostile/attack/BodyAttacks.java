package ordermessage.hostile.attack;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Bodies that a POST must refuse, with a secret in the part that is wrong. No answer and no log may contain the secret. */
public final class BodyAttacks {
    private static final String JSON = "Content-Type: application/json";

    private final List<Attack> attacks = new ArrayList<>();
    private final String message;
    private final UnaryOperator<String> secrets;

    /**
     * A body and its headers.
     *
     * @param headerLines the header lines, each as {@code name: value}
     * @param bytes the body; each character is a byte
     */
    public record Attack(String name, List<String> headerLines, String bytes) {
        public Attack {
            headerLines = List.copyOf(headerLines);
        }

        public byte[] body() {
            return bytes.getBytes(ISO_8859_1);
        }
    }

    private BodyAttacks(String message, UnaryOperator<String> secrets) {
        this.message = message;
        this.secrets = secrets;
    }

    /**
     * Returns the attacks.
     *
     * @param message a valid message, whose members have the form {@code "name": value}
     * @param secrets makes a new secret that begins with the given text
     */
    public static List<Attack> of(String message, UnaryOperator<String> secrets) {
        var attacks = new BodyAttacks(message, secrets);
        attacks.addMetadata();
        attacks.addTexts();
        attacks.addHeaders();
        return List.copyOf(attacks.attacks);
    }

    private void addMetadata() {
        for (var field : List.of("message_time", "company_id", "message_id")) {
            add(field + " with an invalid text", replaced(field, '"' + secret("x") + '"'));
            add(field + " that is a number", replaced(field, "7"));
            add(field + " that is null", replaced(field, "null"));
            add(field + " that is an object", replaced(field, "{\"" + secret("") + "\": 1}"));
            add(field + " of 100 kB", replaced(field, '"' + secret("x".repeat(100_000)) + '"'));
            add(field + " with NUL", replaced(field, '"' + secret("\\u0000") + '"'));
            add("another name of " + field, message.replace('"' + field + '"', '"' + secret("") + '"'));
            add(field + " twice", message.replaceFirst("(\"" + field + "\")", "$1: \"" + secret("") + "\", $1"));
        }
        add(
                "a reserved member",
                message.replaceFirst("(\"message_id\")", "\"message_s3_key\": \"" + secret("") + "\", $1"));
    }

    private void addTexts() {
        add("data that is a text", message.replaceFirst("(?s)\"data\": .*", "\"data\": \"" + secret("") + "\"}"));
        add("data that is a list", message.replaceFirst("(?s)\"data\": .*", "\"data\": [\"" + secret("") + "\"]}"));
        add("no data", message.replaceFirst("(?s), *\\s*\"data\": .*", "}"));
        add("no metadata", "{\"data\": {\"" + secret("") + "\": 1}}");
        add("a list", "[\"" + secret("") + "\"]");
        add("a text", '"' + secret("") + '"');
        add("null", "null");
        add("nothing", "");
        add("only white space", " \t\r\n");
        add("a word", secret(""));
        add("a value without quotes", "{\"a\": " + secret(""));
        add("single quotes", "{'" + secret("") + "': 1}");
        add("a member twice", "{\"%1$s\": 1, \"%1$s\": 2}".formatted(secret("")));
        add("a comment", message.strip() + "/* " + secret("") + " */");
        add("a second document", message + '"' + secret("") + '"');
        add("a byte order mark", "\uFEFF" + message);
        add("a comma too many", message.strip().replaceFirst("\\}$", ",\"" + secret("") + "\"}"));
        add("a control character", message.strip().replaceFirst("\\}$", ",\"" + secret("\u0001") + "\": 1}"));
        add("an unknown escape", "{\"\\x" + secret("") + "\": 1}");
        add("a number with a zero before it", "{\"" + secret("") + "\": 01}");
        add("not a number", "{\"" + secret("") + "\": NaN}");
        add("101 levels", withData("[".repeat(100) + '"' + secret("") + '"' + "]".repeat(100)));
        add("100,000 levels", "[".repeat(100_000) + secret(""));
        add("too many values", withData("[" + "0,".repeat(100_000) + '"' + secret("") + "\"]"));
        add("over a mebibyte", withData('"' + secret("x".repeat(1_048_576)) + '"'));
        for (var bytes :
                List.of("\u00ff", "\u00c0\u00af", "\u00ed\u00a0\u0080", "\u00f4\u0090\u0080\u0080", "\u00e2\u0082")) {
            add(
                    "bytes that are not UTF-8",
                    List.of(JSON),
                    ("{\"" + secret("") + bytes + "\": 1}").getBytes(ISO_8859_1));
        }
        add("UTF-16", List.of(JSON), message.getBytes(UTF_16));
    }

    private void addHeaders() {
        var body = message.getBytes(UTF_8);
        add("another media type", List.of("Content-Type: text/" + secret("")), body);
        add("another charset", List.of(JSON + "; charset=" + secret("")), body);
        add("two media types", List.of(JSON, "Content-Type: text/" + secret("")), body);
        add("another coding", List.of(JSON, "Content-Encoding: " + secret("")), body);
        add("two codings", List.of(JSON, "Content-Encoding: gzip, " + secret("")), body);
        add("broken gzip", List.of(JSON, "Content-Encoding: gzip"), ("\u001f\u008b" + secret("")).getBytes(ISO_8859_1));
    }

    private String replaced(String field, String value) {
        return message.replaceFirst("(\"%s\": )\"[^\"]*\"".formatted(field), "$1" + value.replace("\\", "\\\\"));
    }

    private String withData(String value) {
        return message.replaceFirst("(?s)\"data\": .*", "\"data\": {\"x\": " + value + "}}");
    }

    private String secret(String prefix) {
        return secrets.apply(prefix);
    }

    private void add(String name, String text) {
        add(name, List.of(JSON), text.getBytes(UTF_8));
    }

    private void add(String name, List<String> headerLines, byte[] body) {
        attacks.add(new Attack(name, headerLines, new String(body, ISO_8859_1)));
    }
}
