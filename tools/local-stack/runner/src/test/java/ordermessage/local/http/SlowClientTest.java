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
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;
import ordermessage.local.process.ChildProcess;
import ordermessage.local.process.Command;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Tests that slow clients are cut off. Each server is in a process of its own, because a JVM reads the times once. They are shorter
 * here: one second. Each test waits until the server closes the connection. A server has one short time or a low limit, so that a
 * test machine that pauses does not let another one end the connection.
 */
@Tag("processes")
class SlowClientTest {
    private static final int MAX_CONNECTIONS = 10;

    /** The server looks at its connections, idle ones and busy ones, every 100 ms. The default is 10 s and 1 s. */
    private static final List<String> OPTIONS = List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Dsun.net.httpserver.clockTick=100",
            "-Dsun.net.httpserver.timerMillis=100");

    @Test
    void aConnectionThatIsNotUsedAgainIsClosedAfterItsResponse() throws Exception {
        try (var server = Server.start("-Dsun.net.httpserver.idleInterval=1");
                var socket = server.connect()) {
            send(socket, "GET / HTTP/1.1\r\nHost: x\r\n\r\n");

            assertThat(rest(socket)).startsWith("HTTP/1.1 200 ").containsOnlyOnce("HTTP/1.1");
        }
    }

    @Test
    void aConnectionOverTheLimitIsClosedWithoutAnAnswerAndTheOthersAreServed() throws Exception {
        var sockets = new ArrayList<Socket>();
        try (var server = Server.start("-Djdk.httpserver.maxConnections=" + MAX_CONNECTIONS)) {
            for (var i = 0; i < 2 * MAX_CONNECTIONS; i++) {
                sockets.add(server.connect());
            }
            var statusLines = sockets.stream().map(SlowClientTest::statusLineOf).toList();

            assertThat(statusLines.subList(0, MAX_CONNECTIONS)).containsOnly("HTTP/1.1 200 OK");
            assertThat(statusLines.subList(MAX_CONNECTIONS, 2 * MAX_CONNECTIONS))
                    .containsOnly("");
        } finally {
            for (var socket : sockets) {
                socket.close();
            }
        }
    }

    @Nested
    class WithOneSecondForARequest {
        private static Server server;

        @BeforeAll
        static void start() throws InterruptedException {
            server = Server.start("-Dsun.net.httpserver.maxReqTime=1");
        }

        @AfterAll
        static void end() {
            server.close();
        }

        @Test
        void aConnectionWithoutARequestIsClosed() throws IOException {
            try (var socket = server.connect()) {
                assertThat(rest(socket)).isEmpty();
            }
        }

        @Test
        void aClientThatNeverEndsItsHeadersIsCutOffThoughItGoesOnSending() throws Exception {
            try (var socket = server.connect()) {
                send(socket, "GET / HTTP/1.1\r\nHost: x\r\n");

                sendUntilClosed(socket, "X: y\r\n");
            }
        }

        @Test
        void aClientThatNeverEndsItsBodyIsCutOffThoughItGoesOnSending() throws Exception {
            try (var socket = server.connect()) {
                send(socket, "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\n");

                sendUntilClosed(socket, "x");
            }
        }

        @Test
        void aClientThatNeverEndsItsChunksIsCutOffThoughItGoesOnSending() throws Exception {
            try (var socket = server.connect()) {
                send(socket, "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n");

                sendUntilClosed(socket, "1\r\nx\r\n");
            }
        }
    }

    /** A server in a process of its own, and its port. */
    private record Server(ChildProcess process, int port) implements AutoCloseable {
        static Server start(String... options) throws InterruptedException {
            var output = new LinkedBlockingQueue<String>();
            var process = ChildProcess.start(
                    new Command.Jvm(
                            "slow-clients",
                            Stream.of(System.getProperty("java.class.path").split(":"))
                                    .map(Path::of)
                                    .toList(),
                            Stream.concat(OPTIONS.stream(), Stream.of(options)).toList(),
                            SlowClientServer.class.getName(),
                            List.of(),
                            Map.of(),
                            Path.of(".")),
                    output::add);
            return new Server(process, Integer.parseInt(output.take()));
        }

        Socket connect() throws IOException {
            return new Socket(InetAddress.getLoopbackAddress(), port);
        }

        @Override
        public void close() {
            process.close();
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

    private static String rest(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
