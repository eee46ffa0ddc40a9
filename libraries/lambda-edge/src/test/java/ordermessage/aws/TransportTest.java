package ordermessage.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import ordermessage.snapstart.FakeAws;
import ordermessage.snapstart.FakeAws.Reply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;

class TransportTest {
    private static final int CALLS = 8;

    private final Transport transport =
            new Transport(() -> Apache5HttpClient.builder().build(), CALLS);
    private final Set<InetSocketAddress> connections = ConcurrentHashMap.newKeySet();
    private final CountDownLatch calls = new CountDownLatch(CALLS);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private HttpServer aws;

    @BeforeEach
    void start() throws IOException {
        aws = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        aws.setExecutor(threads);
        aws.createContext("/", this::serve);
        aws.start();
    }

    @AfterEach
    void end() {
        transport.close();
        aws.stop(0);
        threads.close();
    }

    @Test
    void eachSimultaneousCallAfterARestoreFindsAConnection() throws InterruptedException {
        try (var fakeAws = new FakeAws(call -> Reply.json("{}"))) {
            transport.redirectTo(fakeAws.address(), this::call);
        }
        assertThat(connections).isEmpty();

        transport.connect();

        var opened = Set.copyOf(connections);
        threads.invokeAll(Collections.nCopies(CALLS, Executors.callable(this::call)));
        assertThat(calls.getCount()).as("calls that did not arrive").isZero();
        assertThat(connections).hasSize(CALLS).isEqualTo(opened);
    }

    private void call() {
        var request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.GET)
                .uri(URI.create("http://127.0.0.1:" + aws.getAddress().getPort() + "/call"))
                .build();
        try {
            transport
                    .prepareRequest(
                            HttpExecuteRequest.builder().request(request).build())
                    .call();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Answers calls when all have arrived, so that none can have the connection of another. */
    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            connections.add(exchange.getRemoteAddress());
            if (exchange.getRequestURI().getPath().equals("/call")) {
                calls.countDown();
                calls.await();
            }
            var answer = "healthy".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
