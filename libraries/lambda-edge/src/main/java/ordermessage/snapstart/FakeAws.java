package ordermessage.snapstart;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.zip.CRC32;

/**
 * A fake of the AWS services for priming: an HTTP server in this process, on a loopback port, that gives canned answers. The
 * SDK's clients call it as they call AWS, so that their HTTP client is primed too, and nothing leaves the machine. It also
 * fakes the endpoint from which a function with SnapStart gets its credentials.
 *
 * <p>It is written by hand because the JDK's HTTP server is in the module {@code jdk.httpserver}, and nothing documents that
 * Lambda's runtime has that module (docs/decisions.md).
 */
public final class FakeAws implements AutoCloseable {
    /** The property that names the credentials endpoint. The SDK prefers it to the variable that Lambda sets. */
    private static final String CREDENTIALS_PROPERTY = "aws.containerCredentialsFullUri";

    private static final String CREDENTIALS_PATH = "/credentials";
    private static final Reply CREDENTIALS = new Reply(200, "application/json", """
            {"AccessKeyId":"none","SecretAccessKey":"none","Token":"none","Expiration":"2100-01-01T00:00:00Z"}""");

    /** The answer to a client that only connects. */
    private static final Reply CONNECTED = new Reply(404, "application/xml", "");

    private final Function<Call, Reply> services;
    private final ServerSocket server;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();

    /**
     * A call of a client.
     *
     * @param line the request line, such as {@code POST / HTTP/1.1}
     * @param head all headers, one a line
     */
    public record Call(String line, String head, String body) {

        /** Returns whether this calls an operation of DynamoDB or SQS, such as {@code PutItem}. */
        public boolean isOf(String operation) {
            return head.contains("." + operation + "\n");
        }
    }

    /** The answer to a call. */
    public record Reply(int status, String contentType, String body) {
        public static Reply json(String body) {
            return json(200, body);
        }

        public static Reply json(int status, String body) {
            return new Reply(status, "application/x-amz-json-1.0", body);
        }
    }

    /**
     * Starts the server.
     *
     * @param services answers calls of AWS services
     */
    public FakeAws(Function<Call, Reply> services) {
        this.services = services;
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        System.setProperty(CREDENTIALS_PROPERTY, address() + CREDENTIALS_PATH);
        Thread.startVirtualThread(this::accept);
    }

    /** Returns the address of the server. */
    public URI address() {
        return URI.create("http://%s:%d".formatted(server.getInetAddress().getHostAddress(), server.getLocalPort()));
    }

    @Override
    public void close() {
        System.clearProperty(CREDENTIALS_PROPERTY);
        try {
            server.close();
            for (var connection : connections) {
                connection.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept() {
        try {
            while (true) {
                var client = server.accept();
                connections.add(client);
                Thread.startVirtualThread(() -> serve(client));
            }
        } catch (IOException e) {
            // The server is closed.
        }
    }

    private void serve(Socket client) {
        try (client) {
            client.setTcpNoDelay(true);
            var in = new BufferedInputStream(client.getInputStream());
            for (var line = line(in); !line.isEmpty(); line = line(in)) {
                var call = call(line, in);
                if (line.startsWith("GET " + CREDENTIALS_PATH + " ")) {
                    // The credentials client keeps its connection open unless the server closes it.
                    answer(CREDENTIALS, "Connection: close\n", client.getOutputStream());
                    return;
                }
                answer(line.startsWith("GET / ") ? CONNECTED : services.apply(call), "", client.getOutputStream());
            }
        } catch (IOException e) {
            // The client has closed the connection, or the server is closed.
        } finally {
            connections.remove(client);
        }
    }

    private static Call call(String line, InputStream in) throws IOException {
        var head = new StringBuilder();
        int length = 0;
        for (var header = line(in); !header.isEmpty(); header = line(in)) {
            head.append(header).append('\n');
            if (header.regionMatches(true, 0, "Content-Length:", 0, 15)) {
                length = Integer.parseInt(header.substring(15).strip());
            }
        }
        return new Call(line, head.toString(), new String(in.readNBytes(length), StandardCharsets.UTF_8));
    }

    private static void answer(Reply reply, String header, OutputStream out) throws IOException {
        var body = reply.body().getBytes(StandardCharsets.UTF_8);
        // DynamoDB sends the sum, and its clients check it.
        var sum = new CRC32();
        sum.update(body);
        // S3 sends the date, and its client reads it.
        var head = """
                HTTP/1.1 %d Reply
                Content-Type: %s
                Content-Length: %d
                x-amz-crc32: %d
                Last-Modified: Sat, 01 Jan 2000 00:00:00 GMT
                %s
                """.formatted(reply.status(), reply.contentType(), body.length, sum.getValue(), header)
                .replace("\n", "\r\n");
        out.write(head.getBytes(StandardCharsets.US_ASCII));
        out.write(body);
        out.flush();
    }

    /** Reads a line, without its line break. Returns an empty text at the end of the head and at the end of the connection. */
    private static String line(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        for (var next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            line.write(next);
        }
        return line.toString(StandardCharsets.US_ASCII).stripTrailing();
    }
}
