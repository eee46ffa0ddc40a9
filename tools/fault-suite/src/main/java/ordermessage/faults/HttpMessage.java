package ordermessage.faults;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A request or a response of HTTP/1.1, as the bytes that travel: one character each, as ISO 8859-1 has it.
 *
 * @param head from the first line to the empty one
 * @param body as it is transferred: chunked, if the head says so
 */
record HttpMessage(String head, String body) {
    private static final Pattern CONTINUE = Pattern.compile("(?im)^Expect:.*\r\n");

    /** An answer of our own. */
    static HttpMessage answer(int status, String contentType, String text) {
        var body = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        return new HttpMessage(
                "HTTP/1.1 %d Fault\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n"
                        .formatted(status, contentType, body.length()),
                body);
    }

    /**
     * Reads the next one; empty at the end of the connection. A sender that waits for leave to send its body gets it.
     *
     * @param back leads to the sender
     */
    static Optional<HttpMessage> read(InputStream in, OutputStream back) throws IOException {
        var head = head(in);
        if (head.isEmpty()) {
            return Optional.empty();
        }
        if (CONTINUE.matcher(head).find()) {
            head = CONTINUE.matcher(head).replaceFirst("");
            back.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
            back.flush();
        }
        return Optional.of(new HttpMessage(head, new String(body(head, in), StandardCharsets.ISO_8859_1)));
    }

    String firstLine() {
        return head.substring(0, head.indexOf('\r'));
    }

    Optional<String> header(String name) {
        return header(head, name);
    }

    /** Whether this is a response that says that all went well. */
    boolean isSuccess() {
        return firstLine().matches("HTTP/1\\.1 2\\d\\d.*");
    }

    String text() {
        return new String(body.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    void writeTo(OutputStream out) throws IOException {
        out.write(head.getBytes(StandardCharsets.ISO_8859_1));
        out.write(body.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    private static Optional<String> header(String head, String name) {
        return head.lines()
                .skip(1)
                .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst();
    }

    private static String head(InputStream in) throws IOException {
        var head = new ByteArrayOutputStream();
        var line = line(in);
        while (line.length > 2) {
            head.write(line);
            line = line(in);
        }
        head.write(line);
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    private static byte[] body(String head, InputStream in) throws IOException {
        if (header(head, "Transfer-Encoding")
                .filter("chunked"::equalsIgnoreCase)
                .isPresent()) {
            return chunks(in);
        }
        var length = header(head, "Content-Length").map(Integer::parseInt).orElse(0);
        var body = in.readNBytes(length);
        if (body.length < length) {
            throw new EOFException("The connection ended within a body");
        }
        return body;
    }

    private static byte[] chunks(InputStream in) throws IOException {
        var body = new ByteArrayOutputStream();
        int size;
        do {
            var line = line(in);
            size = Integer.parseInt(new String(line, StandardCharsets.ISO_8859_1).strip(), 16);
            body.write(line);
            body.write(in.readNBytes(size));
            body.write(line(in));
        } while (size > 0);
        return body.toByteArray();
    }

    /** With its end; empty at the end of the connection. */
    private static byte[] line(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        for (var next = in.read(); next >= 0; next = in.read()) {
            line.write(next);
            if (next == '\n') {
                break;
            }
        }
        return line.toByteArray();
    }
}
