package ordermessage.faults.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import ordermessage.harness.Waiting;
import ordermessage.local.http.LoopbackServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FaultProxyTest {
    private static final int TIMEOUT_MILLIS = 60_000;
    private static final Duration POLL_INTERVAL = Duration.ofMillis(10);

    private final Queue<String> arrived = new ConcurrentLinkedQueue<>();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private LoopbackServer server;
    private FaultProxy proxy;

    @BeforeEach
    void start() {
        // The length 0 makes the server send a chunked response.
        server = LoopbackServer.start(0, exchange -> {
            try (exchange) {
                arrived.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
                exchange.sendResponseHeaders(200, 0);
                exchange.getResponseBody().write("tröstlich".getBytes(StandardCharsets.UTF_8));
            }
        });
        proxy = new FaultProxy(AwsService.S3);
        proxy.forwardTo(URI.create("http://" + server.authority()));
    }

    @AfterEach
    void stop() {
        client.close();
        proxy.close();
        server.close();
    }

    @Test
    void aCallWithoutAFaultIsForwardedUnchanged() throws Exception {
        var body = "größer ".repeat(50_000);
        assertThat(put("/bucket/c/m.json", body).body()).isEqualTo("tröstlich");
        assertThat(put("/bucket/c/m.json", "").statusCode()).isEqualTo(200);
        assertThat(arrived).containsExactly(body, "");
    }

    @Test
    void aSenderThatExpects100ContinueGetsIt() throws Exception {
        var request = request("/bucket/c/m.json", "text").expectContinue(true).build();
        assertThat(client.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
        assertThat(arrived).containsExactly("text");
    }

    @ParameterizedTest
    @EnumSource(
            value = CallFault.class,
            names = {"SERVER_ERROR", "THROTTLING"})
    void anInjectedErrorResponseReplacesTheCall(CallFault fault) throws Exception {
        proxy.inject(fault, 1);
        assertThat(put("/bucket/c/m.json", "text").statusCode()).isGreaterThanOrEqualTo(500);
        assertThat(arrived).isEmpty();
        assertThat(put("/bucket/c/m.json", "text").statusCode()).isEqualTo(200);
    }

    @Test
    void theEffectOfAFaultIsToldOnceWhenACallGetsIt() throws Exception {
        var effects = new AtomicInteger();
        proxy.inject(CallFault.THROTTLING, 3, effects::incrementAndGet);
        assertThat(effects).hasValue(0);

        put("/bucket/c/m.json", "text");
        put("/bucket/c/m.json", "text");

        assertThat(effects).hasValue(1);
    }

    @Test
    void aFaultThatNoCallGetsHasNoEffect() throws Exception {
        var effects = new AtomicInteger();
        proxy.inject(CallFault.SERVER_ERROR, 1, effects::incrementAndGet);
        proxy.clearFaults();

        assertThat(put("/bucket/c/m.json", "text").statusCode()).isEqualTo(200);
        assertThat(effects).hasValue(0);
    }

    @ParameterizedTest
    @EnumSource(CallFault.class)
    void eachKindOfFaultTellsItsEffect(CallFault fault) throws InterruptedException {
        var effects = new AtomicInteger();
        proxy.inject(fault, 1, effects::incrementAndGet);

        try {
            put("/bucket/c/m.json", "text");
        } catch (IOException e) {
            // Some faults reset the connection.
        }

        assertThat(effects).hasValue(1);
    }

    @Test
    void aConnectionResetReplacesTheCall() {
        proxy.inject(CallFault.CONNECTION_RESET, 1);
        assertThatThrownBy(() -> put("/bucket/c/m.json", "text")).hasRootCauseInstanceOf(SocketException.class);
        assertThat(arrived).isEmpty();
    }

    @Test
    void aCallWithALostResponseArrives() {
        proxy.inject(CallFault.LOST_RESPONSE, 1);
        assertThatThrownBy(() -> put("/bucket/c/m.json", "text")).isInstanceOf(IOException.class);
        assertThat(arrived).containsExactly("text");
        assertThat(proxy.successfulWrites()).isEqualTo(Map.of("c/m", 1));
    }

    @Test
    void anIdleConnectionEndsWhenTheEngineEnds() throws Exception {
        try (var engine = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            proxy.forwardTo(URI.create("http://127.0.0.1:" + engine.getLocalPort()));
            try (var caller = connect()) {
                engine.accept().close();

                assertThat(caller.getInputStream().read()).isEqualTo(-1);
            }
        }
    }

    /** Half a chunked response of an engine that was killed while it sent it. */
    @ParameterizedTest
    @ValueSource(strings = {"", "5", "5\r\n", "5\r\nhel", "5\r\nhello", "5\r\nhello\r\n", "5\r\nhello\r\n0\r\n"})
    void theCallerSeesAResetWhenTheEngineEndsWithinAChunkedResponse(String part) throws Exception {
        try (var engine = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            proxy.forwardTo(URI.create("http://127.0.0.1:" + engine.getLocalPort()));
            try (var caller = connect()) {
                var request = ascii("GET / HTTP/1.1\r\n\r\n");
                caller.getOutputStream().write(request);
                try (var connection = engine.accept()) {
                    assertThat(connection.getInputStream().readNBytes(request.length))
                            .isEqualTo(request);
                    connection
                            .getOutputStream()
                            .write(ascii("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + part));
                }

                assertThatThrownBy(() -> caller.getInputStream().read()).isInstanceOf(SocketException.class);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PUT / HTTP/1.1\r\nContent-Le",
                "PUT / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n",
                "PUT / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhel",
                "PUT / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nnot a size\r\n"
            })
    void aCallerThatEndsWithinARequestLeavesNoConnection(String part) throws Exception {
        try (var caller = connect()) {
            caller.getOutputStream().write(ascii(part));
            caller.shutdownOutput();
            awaitEnd(caller);
        }

        Waiting.until("the proxy has no connection", POLL_INTERVAL)
                .atMost(Duration.ofMillis(TIMEOUT_MILLIS))
                .until(() -> proxy.openConnections() == 0);
        assertThat(arrived).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "P",
                "PUT / HTTP/1.1\r\n",
                "PUT / HTTP/1.1\r\nContent-Length: 3\r\n\r\nab",
                "PUT / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nab"
            })
    void aMessageWhoseConnectionEndsIsNotAMessage(String part) {
        assertThatThrownBy(
                        () -> HttpMessage.read(new ByteArrayInputStream(ascii(part)), OutputStream.nullOutputStream()))
                .isInstanceOf(EOFException.class);
    }

    @Test
    void aFaultForWritesLeavesReadsAlone() throws Exception {
        proxy.injectIntoWrites(CallFault.SERVER_ERROR, 1);
        var read = HttpRequest.newBuilder(proxy.address().resolve("/bucket/c/m.json"))
                .GET()
                .build();
        assertThat(client.send(read, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
        assertThat(put("/bucket/c/m.json", "text").statusCode()).isEqualTo(500);
        assertThat(put("/bucket/c/m.json", "text").statusCode()).isEqualTo(200);
    }

    @Test
    void theActionRunsAfterTheWriteAndBeforeTheReset() {
        var written = new AtomicBoolean();
        proxy.dropNextResponseAfter(() -> written.set(arrived.contains("text")));
        assertThatThrownBy(() -> put("/bucket/c/m.json", "text")).isInstanceOf(IOException.class);
        assertThat(written).isTrue();
    }

    @Test
    void allCallsWithTheDeniedTextAreDeniedUntilAllAreAllowed() throws Exception {
        proxy.deny("denied");
        assertThat(put("/bucket/denied/m.json", "text").statusCode()).isEqualTo(403);
        assertThat(put("/bucket/c/m.json", "text").statusCode()).isEqualTo(200);
        proxy.allowAll();
        assertThat(put("/bucket/denied/m.json", "text").statusCode()).isEqualTo(200);
    }

    @Test
    void everySuccessfulWriteOfAKeyIsCounted() throws Exception {
        put("/bucket/c/m.json", "one");
        put("/bucket/c/m.json?x-id=PutObject", "two");
        put("/bucket/c/n.json", "three");
        assertThat(proxy.successfulWrites()).isEqualTo(Map.of("c/m", 2, "c/n", 1));
    }

    @Test
    void aPutItemWritesTheKeyOfItsItem() {
        var put = new HttpMessage(
                "POST / HTTP/1.1\r\nX-Amz-Target: DynamoDB_20120810.PutItem\r\n\r\n",
                "{\"TableName\":\"t\",\"Item\":{\"message_id\":{\"S\":\"m\"},\"company_id\":{\"S\":\"c\"}}}");
        var query = new HttpMessage("POST / HTTP/1.1\r\nX-Amz-Target: DynamoDB_20120810.Query\r\n\r\n", "{}");
        assertThat(AwsService.DYNAMODB.writtenKey(put)).contains("c/m");
        assertThat(AwsService.DYNAMODB.writtenKey(query)).isEmpty();
    }

    private Socket connect() throws IOException {
        var caller = new Socket(proxy.address().getHost(), proxy.address().getPort());
        caller.setSoTimeout(TIMEOUT_MILLIS);
        return caller;
    }

    private static void awaitEnd(Socket caller) throws IOException {
        try {
            assertThat(caller.getInputStream().read()).isEqualTo(-1);
        } catch (SocketException e) {
            // The proxy has reset the connection.
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private HttpResponse<String> put(String path, String body) throws IOException, InterruptedException {
        return client.send(request(path, body).build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path, String body) {
        return HttpRequest.newBuilder(proxy.address().resolve(path)).PUT(BodyPublishers.ofString(body));
    }
}
