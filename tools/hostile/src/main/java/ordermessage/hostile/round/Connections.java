package ordermessage.hostile.round;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import ordermessage.harness.Waiting;
import org.awaitility.core.ConditionTimeoutException;

/** Many connections: without a request, kept after a request, and with a request that does not end. */
final class Connections {
    static final String IDLE = "idle connections";
    static final String KEPT = "kept connections";
    static final String SLOW = "slow connections";

    private static final int IDLE_CONNECTIONS = 2_000;
    private static final int KEPT_CONNECTIONS = 1_500;
    private static final int SLOW_CONNECTIONS = 200;

    /** A request must end within 30 seconds (docs/security.md). This is longer, because the machine may be busy. */
    private static final Duration CUT_OFF_TIMEOUT = Duration.ofMinutes(2);

    private static final Duration RECOVERY_TIMEOUT = Duration.ofMinutes(1);
    private static final Duration INTERVAL = Duration.ofMillis(100);
    private static final int SHORT_READ_MILLIS = 1;

    private final Target target;
    private final Report report;
    private final AcceptedMessages accepted;

    Connections(Target target, AcceptedMessages accepted) {
        this.target = target;
        this.report = target.report();
        this.accepted = accepted;
    }

    void run() {
        attack(IDLE, IDLE_CONNECTIONS, number -> "");
        attack(KEPT, KEPT_CONNECTIONS, number -> request("GET", "/message/" + UUID.randomUUID()) + "\r\n");
        slow();
    }

    /** Makes the bytes that a connection sends, from its number. */
    private interface Bytes {
        String of(int number);
    }

    private void attack(String part, int count, Bytes bytes) {
        var sockets = open(part, count, bytes);
        report.count(part, "opened", sockets.size());
        report.count(part, "cut off", countClosed(sockets));
        close(sockets);
        awaitAlive(part);
    }

    /** While the slow clients are connected, the others are served. */
    private void slow() {
        var sockets = open(
                SLOW,
                SLOW_CONNECTIONS,
                number -> number % 2 == 0
                        ? request("GET", "/message/x") + "X: a"
                        : request("POST", "/post-message") + "Content-Length: 1000\r\n\r\n{");
        accepted.post(SLOW, "a message meanwhile", "{}", LoadAttacks.ACCEPTED);
        try {
            Waiting.until("the slow connections are closed", INTERVAL)
                    .atMost(CUT_OFF_TIMEOUT)
                    .until(() -> countClosed(sockets) == sockets.size());
            report.count(SLOW, "cut off", countClosed(sockets));
        } catch (ConditionTimeoutException e) {
            report.violation(SLOW, "all", "a client is not cut off after " + CUT_OFF_TIMEOUT);
        }
        close(sockets);
        awaitAlive(SLOW);
    }

    private List<Socket> open(String part, int count, Bytes bytes) {
        var sockets = new ArrayList<Socket>();
        for (var i = 0; i < count; i++) {
            try {
                var socket = target.raw().connect();
                sockets.add(socket);
                socket.getOutputStream().write(bytes.of(i).getBytes(ISO_8859_1));
            } catch (SocketException e) { // The server has closed it, or its backlog is full: it has its connections.
                report.count(part, "refused");
            } catch (IOException e) {
                report.violation(part, "connection " + i, e.toString());
            }
        }
        return sockets;
    }

    private static int countClosed(List<Socket> sockets) {
        return (int) sockets.stream().filter(Connections::isClosed).count();
    }

    /** Reads what the server has sent, and returns whether it has closed the connection. */
    private static boolean isClosed(Socket socket) {
        try {
            socket.setSoTimeout(SHORT_READ_MILLIS);
            var buffer = new byte[8_192];
            while (socket.getInputStream().read(buffer) >= 0) {
                // An answer.
            }
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) { // Reset by the server.
            return true;
        }
    }

    private static void close(List<Socket> sockets) {
        for (var socket : sockets) {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private String request(String method, String path) {
        var api = target.local().api();
        return "%s %s%s HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\n"
                .formatted(method, api.getPath(), path, target.local().token(Target.COMPANY));
    }

    private void awaitAlive(String part) {
        try {
            Waiting.until("the service answers", INTERVAL)
                    .atMost(RECOVERY_TIMEOUT)
                    .ignoreExceptions()
                    .until(() ->
                            target.client().get(UUID.randomUUID().toString()).statusCode() == 404);
        } catch (ConditionTimeoutException e) {
            report.violation(part, "afterwards", "the service does not answer");
        }
    }
}
