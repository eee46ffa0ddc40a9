package ordermessage.faults.proxy;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A request or a response of HTTP/1.1. Both parts hold the bytes on the wire, one character for each byte (ISO 8859-1).
 *
 * @param head the first line and the headers, with the empty line after them
 * @param body the body as it is transferred: with chunk sizes if the head says that it is chunked
 */
record HttpMessage(String head, String body) {
    private static final Pattern EXPECT_HEADER = Pattern.compile("(?im)^Expect:.*\r\n");

    /** Returns a response that the proxy itself creates. */
    static HttpMessage response(int status, String contentType, String text) {
        var body = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        return new HttpMessage(
                "HTTP/1.1 %d Fault\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n"
                        .formatted(status, contentType, body.length()),
                body);
    }

    /**
     * Reads the next message. If the sender expects {@code 100 Continue}, this sends it, and removes the header
     * {@code Expect}.
     *
     * @param in the bytes from the sender
     * @param out the bytes to the sender
     * @return the message; empty at the end of the connection
     * @throws EOFException when the connection ends within the message
     */
    static Optional<HttpMessage> read(InputStream in, OutputStream out) throws IOException {
        var head = readHead(in);
        if (head.isEmpty()) {
            return Optional.empty();
        }
        if (EXPECT_HEADER.matcher(head).find()) {
            head = EXPECT_HEADER.matcher(head).replaceFirst("");
            out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
        }
        return Optional.of(new HttpMessage(head, new String(readBody(head, in), StandardCharsets.ISO_8859_1)));
    }

    String firstLine() {
        return head.substring(0, head.indexOf('\r'));
    }

    /** Returns the value of the first header with this name. The case of the name does not matter. */
    Optional<String> header(String name) {
        return header(head, name);
    }

    /** Returns whether this is a response with a status of 2xx. */
    boolean isSuccess() {
        return firstLine().matches("HTTP/1\\.1 2\\d\\d.*");
    }

    /** Returns the body, decoded as UTF-8. */
    String bodyText() {
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

    private static String readHead(InputStream in) throws IOException {
        var head = new ByteArrayOutputStream();
        var line = readLine(in);
        if (line.length == 0) {
            return "";
        }
        while (line.length > 2) {
            head.write(requireEnd(line));
            line = readLine(in);
        }
        head.write(requireEnd(line));
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    private static byte[] readBody(String head, InputStream in) throws IOException {
        if (header(head, "Transfer-Encoding")
                .filter("chunked"::equalsIgnoreCase)
                .isPresent()) {
            return readChunks(in);
        }
        var length = header(head, "Content-Length").map(Integer::parseInt).orElse(0);
        return readExactly(length, in);
    }

    private static byte[] readChunks(InputStream in) throws IOException {
        var body = new ByteArrayOutputStream();
        int size;
        do {
            var line = requireEnd(readLine(in));
            size = Integer.parseInt(new String(line, StandardCharsets.ISO_8859_1).strip(), 16);
            body.write(line);
            body.write(readExactly(size, in));
            body.write(requireEnd(readLine(in)));
        } while (size > 0);
        return body.toByteArray();
    }

    private static byte[] readExactly(int length, InputStream in) throws IOException {
        var bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("The connection ended within a body");
        }
        return bytes;
    }

    /** Returns the line if it has a line break. A line without one is the last part of a connection that has ended. */
    private static byte[] requireEnd(byte[] line) throws EOFException {
        if (line.length == 0 || line[line.length - 1] != '\n') {
            throw new EOFException("The connection ended within a line");
        }
        return line;
    }

    /** Returns the next line with its line break. At the end of the connection, it has no line break, and it can be empty. */
    private static byte[] readLine(InputStream in) throws IOException {
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
