package ordermessage.hostile.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;

/** Sends bytes that an HTTP client would not send. */
public final class RawClient {
    private static final String END_OF_HEADERS = "\r\n\r\n";
    private static final int FIRST_FINAL_STATUS = 200;

    private final URI api;
    private final Duration timeout;

    /** @param timeout the longest time without a byte from the server */
    public RawClient(URI api, Duration timeout) {
        this.api = api;
        this.timeout = timeout;
    }

    /** Opens a connection. */
    public Socket connect() throws IOException {
        var socket = new Socket(api.getHost(), api.getPort());
        socket.setSoTimeout((int) timeout.toMillis());
        return socket;
    }

    /**
     * Sends bytes on a connection of their own, and returns the answers until the server closes the connection. Each character
     * of the text is a byte. A server may close the connection before it has read everything.
     *
     * @throws IOException when the server neither answers nor closes the connection in time
     */
    public List<RawAnswer> send(String bytes) throws IOException {
        try (var socket = connect()) {
            try {
                socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
                socket.shutdownOutput();
            } catch (IOException e) { // The server has closed the connection. It may have answered before.
                return answers(read(socket));
            }
            return answers(read(socket));
        }
    }

    private static String read(Socket socket) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try {
            socket.getInputStream().transferTo(bytes);
        } catch (SocketException e) { // Reset: the server had not read everything.
            return bytes.toString(StandardCharsets.UTF_8);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** Splits what a server has sent into its final answers. The texts of refusals are ASCII, so a character is a byte. */
    static List<RawAnswer> answers(String text) {
        var answers = new ArrayList<RawAnswer>();
        var rest = text;
        while (rest.contains(END_OF_HEADERS)) {
            var end = rest.indexOf(END_OF_HEADERS);
            var lines = rest.substring(0, end).split("\r\n", -1);
            var headers = new HashMap<String, String>();
            for (var i = 1; i < lines.length; i++) {
                var parts = lines[i].split(":", 2);
                headers.put(parts[0].toLowerCase(Locale.ROOT), parts[1].strip());
            }
            rest = rest.substring(end + END_OF_HEADERS.length());
            var length = Math.min(rest.length(), Integer.parseInt(headers.getOrDefault("content-length", "0")));
            var status = Integer.parseInt(lines[0].split(" ", 3)[1]);
            if (status >= FIRST_FINAL_STATUS) {
                answers.add(new RawAnswer(status, headers, rest.substring(0, length)));
            }
            rest = rest.substring(length);
        }
        return answers;
    }
}
