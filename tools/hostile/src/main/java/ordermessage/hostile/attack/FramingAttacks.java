package ordermessage.hostile.attack;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Requests of invalid or unusual HTTP. Each is one request, for a message that does not exist or with a body that
 * is not a message. So each has at most one answer, a refusal. Some hide a second request, which nobody may answer.
 */
public final class FramingAttacks {
    private static final String CHUNKED = "Transfer-Encoding: chunked";

    private final List<Attack> attacks = new ArrayList<>();
    private final String get;
    private final String post;
    private final String headers;
    private final String body;
    private final String secret;

    /** @param bytes what to send; each character is a byte */
    public record Attack(String name, String bytes) {}

    private FramingAttacks(String stage, String token, String id, String secret) {
        get = stage + "/message/" + id;
        post = stage + "/post-message";
        headers = "Host: x\r\nAuthorization: Bearer " + token + "\r\nX-Secret: " + secret;
        this.secret = secret;
        body = "{\"" + secret + "\":1}";
    }

    /**
     * Returns the attacks.
     *
     * @param stage the path of the API's stage
     * @param token a valid token
     * @param id the id of a message that does not exist
     * @param secret a text that no answer and no log may contain
     */
    public static List<Attack> of(String stage, String token, String id, String secret) {
        var attacks = new FramingAttacks(stage, token, id, secret);
        attacks.addChunks();
        attacks.addLengths();
        attacks.addHeaders();
        attacks.addTargets();
        return List.copyOf(attacks.attacks);
    }

    private void addChunks() {
        var size = Integer.toHexString(body.length());
        var hidden = "GET " + get + " HTTP/1.1\r\n" + headers + "\r\n\r\n";
        Map.ofEntries(
                        Map.entry("a chunk extension", size + ";a=\"b\"\r\n" + body + "\r\n0;c\r\n\r\n"),
                        Map.entry(
                                "a long chunk extension",
                                size + ";" + "a".repeat(100_000) + "\r\n" + body + "\r\n0\r\n\r\n"),
                        Map.entry("a trailer", size + "\r\n" + body + "\r\n0\r\nX: y\r\n\r\n"),
                        Map.entry(
                                "a request behind a trailer", size + "\r\n" + body + "\r\n0\r\nX: y\r\n\r\n" + hidden),
                        Map.entry(
                                "a request behind a body that ends in the middle",
                                "1000\r\n" + body + "\r\n0\r\n\r\n" + hidden),
                        Map.entry("a chunk without its line end", size + "\r\n" + body + "0\r\n\r\n" + hidden),
                        Map.entry("chunks with bare line feeds", size + "\n" + body + "\n0\n\n" + hidden),
                        Map.entry("a negative chunk", "-" + size + "\r\n" + body + "\r\n0\r\n\r\n" + hidden),
                        Map.entry("a chunk with a sign", "+" + size + "\r\n" + body + "\r\n0\r\n\r\n" + hidden),
                        Map.entry("a chunk in C notation", "0x" + size + "\r\n" + body + "\r\n0\r\n\r\n" + hidden),
                        Map.entry("a chunk of 2^64 bytes", "10000000000000000\r\n" + body + "\r\n0\r\n\r\n" + hidden),
                        Map.entry("a chunk of 2^31 bytes", "80000000\r\n" + body),
                        Map.entry("a chunk whose size is not a number", "zz\r\n" + body + "\r\n0\r\n\r\n" + hidden),
                        Map.entry("a chunk without a size", "\r\n" + body + "\r\n0\r\n\r\n" + hidden),
                        Map.entry("no last chunk", size + "\r\n" + body + "\r\n"))
                .forEach((name, chunks) -> post(name, CHUNKED, chunks));
    }

    private void addLengths() {
        var length = "Content-Length: " + body.length();
        var hidden = "GET " + get + " HTTP/1.1\r\n" + headers + "\r\n\r\n";
        post("two equal lengths", length + "\r\n" + length, body);
        post("two lengths, the first one short", "Content-Length: 2\r\n" + length, body);
        post(
                "two lengths and a hidden request",
                length + "\r\nContent-Length: " + (body + hidden).length(),
                body + hidden);
        post("a list of lengths", length + ", " + body.length(), body);
        post("a length and chunks", length + "\r\n" + CHUNKED, "0\r\n\r\n" + hidden);
        post("chunks and a length", CHUNKED + "\r\n" + length, "0\r\n\r\n" + hidden);
        post("chunks twice", CHUNKED + "\r\n" + CHUNKED, "0\r\n\r\n");
        post("chunks and identity", CHUNKED + "\r\nTransfer-Encoding: identity", "0\r\n\r\n" + hidden);
        for (var coding : List.of(
                "xchunked", "identity", "chunked, identity", "gzip, chunked", "\tchunked", "chunKed", "\"chunked\"")) {
            post("the transfer coding " + coding, "Transfer-Encoding: " + coding + "\r\n" + length, "0\r\n\r\n");
        }
        for (var text :
                List.of("+2", "-2", "0x2", "2 2", "2.0", "", "2;", "99999999999999999999", "9223372036854775807")) {
            post("the length '" + text + "'", "Content-Length: " + text, body);
        }
        post("a body that ends early", "Content-Length: 100000", body);
        post("no length", "X: y", body);
        post("an expectation", length + "\r\nExpect: 100-continue", body);
        post("an unknown expectation", length + "\r\nExpect: " + body, body);
    }

    private void addHeaders() {
        get("a folded header", "X: a\r\n b");
        get("a folded first header", " X: a");
        get("a space before the colon", "X : a");
        get("a header without a colon", "nonsense");
        get("a header without a name", ": a");
        get("NUL in a header", "X: a\0b");
        get("NUL in the name of a header", "X\0: a");
        get("a bare carriage return", "X: a\rY: b");
        get("a bare line feed", "X: a\nY: b");
        get("a byte that is not ASCII", "X: \u00ff");
        get("a header of 120 kB", "X: " + "a".repeat(120_000));
        get("a header of 300 kB", "X: " + "a".repeat(300_000));
        get("3,000 headers", "X: a\r\n".repeat(3_000) + "X: a");
        get("20,000 headers", "X: a\r\n".repeat(20_000) + "X: a");
        get("a second host", "Host: y");
        get("a second token", "Authorization: Bearer x");
        get(
                "an upgrade",
                "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA");
    }

    private void addTargets() {
        line("an absolute target", "GET http://other.example" + get + " HTTP/1.1");
        line("an absolute target without a host", "GET http://[ HTTP/1.1");
        line("an opaque target", "GET mailto:" + secret + " HTTP/1.1");
        line("a target of CONNECT", "CONNECT localhost:80 HTTP/1.1");
        line("the target *", "OPTIONS * HTTP/1.1");
        line("the stage of another API", "GET /other" + get + " HTTP/1.1");
        line("no target", "GET  HTTP/1.1");
        line("no version", "GET " + get);
        line("an unknown version", "GET " + get + " HTTP/9.9");
        line("a version of words", "GET " + get + " HTTP/one.one");
        line("HTTP/1.0", "GET " + get + " HTTP/1.0");
        line("HTTP/2", "PRI * HTTP/2.0");
        line("a word too many", "GET " + get + " HTTP/1.1 x");
        line("a tab in the line", "GET\t" + get + "\tHTTP/1.1");
        line("a method in small letters", "get " + get + " HTTP/1.1");
        line("NUL in the method", "GE\0T " + get + " HTTP/1.1");
        line("NUL in the target", "GET " + get + "\0 HTTP/1.1");
        line("a byte in the target that is not ASCII", "GET " + get + "\u00e4 HTTP/1.1");
        line("a fragment", "GET " + get + "#" + secret + " HTTP/1.1");
        line("a target of 150 kB", "GET " + get + "?" + "a".repeat(150_000) + " HTTP/1.1");
        line("a method of 10 kB", "A".repeat(10_000) + " " + get + " HTTP/1.1");
        attacks.add(new Attack(
                "lines before the request", "\r\n\r\n" + "GET " + get + " HTTP/1.1\r\n" + headers + "\r\n\r\n"));
        attacks.add(new Attack("bytes of TLS", "\u0016\u0003\u0001\u0002\0\u0001\0\u0001\u00fc\u0003\u0003"));
        attacks.add(new Attack("one line feed", "\n"));
        attacks.add(new Attack("a request line that never ends", "GET " + get));
    }

    private void post(String name, String lines, String bytes) {
        attacks.add(new Attack(name, "POST " + post + " HTTP/1.1\r\n" + headers + "\r\n" + lines + "\r\n\r\n" + bytes));
    }

    private void get(String name, String lines) {
        attacks.add(new Attack(name, "GET " + get + " HTTP/1.1\r\n" + headers + "\r\n" + lines + "\r\n\r\n"));
    }

    private void line(String name, String line) {
        attacks.add(new Attack(name, line + "\r\n" + headers + "\r\n\r\n"));
    }
}
