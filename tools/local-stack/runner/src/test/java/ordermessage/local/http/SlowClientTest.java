package ordermessage.local.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;
import ordermessage.local.process.ChildProcess;
import ordermessage.local.process.Command;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Tests that slow clients are cut off. The server is in a process of its own, because a JVM reads the times once. They are
 * shorter here: one second. Each test waits until the server closes the connection.
 */
@Tag("processes")
class SlowClientTest {
    private static final int MAX_CONNECTIONS = 10;
    private static final BlockingQueue<String> OUTPUT = new LinkedBlockingQueue<>();
    private static ChildProcess server;
    private static int port;

    @BeforeAll
    static void start() throws InterruptedException {
        server = ChildProcess.start(
                new Command.Jvm(
                        "slow-clients",
                        Stream.of(System.getProperty("java.class.path").split(":"))
                                .map(Path::of)
                                .toList(),
                        List.of(
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-Dsun.net.httpserver.maxReqTime=1",
                                "-Dsun.net.httpserver.timerMillis=100",
                                "-Dsun.net.httpserver.idleInterval=1",
                                "-Dsun.net.httpserver.clockTick=100",
                                "-Djdk.httpserver.maxConnections=" + MAX_CONNECTIONS),
                        SlowClientServer.class.getName(),
                        List.of(),
                        Map.of(),
                        Path.of(".")),
                OUTPUT::add);
        port = Integer.parseInt(OUTPUT.take());
    }

    @AfterAll
    static void end() {
        server.close();
    }

    @Test
    void aConnectionWithoutARequestIsClosed() throws IOException {
        try (var socket = connect()) {
            assertClosed(socket);
        }
    }

    @Test
    void aConnectionThatIsNotUsedAgainIsClosedAfterItsResponse() throws IOException {
        try (var socket = connect()) {
            send(socket, "GET / HTTP/1.1\r\nHost: x\r\n\r\n");

            assertThat(rest(socket)).startsWith("HTTP/1.1 200 ").containsOnlyOnce("HTTP/1.1");
        }
    }

    @Test
    void aClientThatNeverEndsItsHeadersIsCutOffThoughItGoesOnSending() throws Exception {
        try (var socket = connect()) {
            send(socket, "GET / HTTP/1.1\r\nHost: x\r\n");

            sendUntilClosed(socket, "X: y\r\n");
        }
    }

    @Test
    void aClientThatNeverEndsItsBodyIsCutOffThoughItGoesOnSending() throws Exception {
        try (var socket = connect()) {
            send(socket, "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\n");

            sendUntilClosed(socket, "x");
        }
    }

    @Test
    void aClientThatNeverEndsItsChunksIsCutOffThoughItGoesOnSending() throws Exception {
        try (var socket = connect()) {
            send(socket, "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n");

            sendUntilClosed(socket, "1\r\nx\r\n");
        }
    }

    @Test
    void aConnectionOverTheLimitIsClosedWithoutAnAnswerAndTheOthersAreServed() throws Exception {
        var sockets = new ArrayList<Socket>();
        var statusLines = new ArrayList<String>();
        try {
            for (var i = 0; i < 2 * MAX_CONNECTIONS; i++) {
                sockets.add(connect());
            }
            for (var socket : sockets) {
                statusLines.add(statusLineOf(socket));
            }

            // The connections of the tests before may still be open.
            assertThat(statusLines.getLast()).isEmpty();
            assertThat(statusLines)
                    .filteredOn(line -> !line.isEmpty())
                    .hasSizeBetween(1, MAX_CONNECTIONS)
                    .containsOnly("HTTP/1.1 200 OK");
        } finally {
            for (var socket : sockets) {
                socket.close();
            }
        }
    }

    /** Returns the first line of the answer to a request; empty if the server closes the connection without one. */
    private static String statusLineOf(Socket socket) {
        try {
            send(socket, "GET / HTTP/1.1\r\nHost: x\r\n\r\n");
            var reader = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            return Objects.requireNonNullElse(reader.readLine(), "");
        } catch (IOException e) {
            // The server has closed the connection, and the request came later.
            return "";
        }
    }

    private static Socket connect() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), port);
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Sends a text again and again, each time before the server could take the client for one that is silent. */
    private static void sendUntilClosed(Socket socket, String text) throws InterruptedException {
        try {
            while (true) {
                send(socket, text);
                Thread.sleep(100);
            }
        } catch (IOException e) { // The server has closed the connection.
            assertThat(socket.isConnected()).isTrue();
        }
    }

    private static void assertClosed(Socket socket) throws IOException {
        assertThat(rest(socket)).isEmpty();
    }

    private static String rest(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
