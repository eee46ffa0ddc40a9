package ordermessage.local.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/** An interrupt does not end a wait for a connection, so each test has a thread of its own. */
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class LatencyProxyTest {
    private static final Duration LATENCY = Duration.ofMillis(300);
    private static final int NOTHING_LISTENS = 1;
    private static final int TIMEOUT_MILLIS = 60_000;

    @Test
    void theEngineGetsARequestLateAndTheClientGetsItsAnswer() throws IOException {
        try (var engine = listen();
                var proxy = proxy(engine.getLocalPort());
                var client = connect(proxy);
                var connection = engine.accept()) {
            var start = System.nanoTime();
            client.getOutputStream().write(1);
            assertThat(connection.getInputStream().read()).isEqualTo(1);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(LATENCY);

            connection.getOutputStream().write(2);
            assertThat(client.getInputStream().read()).isEqualTo(2);
        }
    }

    @Test
    void aClientIsCutOffWhileTheEngineIsDownAndServedWhenItIsBack() throws IOException {
        try (var engine = listen();
                var proxy = proxy(NOTHING_LISTENS)) {
            try (var client = connect(proxy)) {
                assertThat(client.getInputStream().read()).isEqualTo(-1);
            }
            proxy.forwardTo(uri(engine.getLocalPort()));
            try (var client = connect(proxy);
                    var connection = engine.accept()) {
                client.getOutputStream().write(1);
                assertThat(connection.getInputStream().read()).isEqualTo(1);
            }
        }
    }

    @Test
    void anIdleConnectionEndsWhenTheEngineEnds() throws IOException {
        try (var engine = listen();
                var proxy = proxy(engine.getLocalPort());
                var client = connect(proxy)) {
            client.setSoTimeout(TIMEOUT_MILLIS);

            engine.accept().close();

            assertThat(client.getInputStream().read()).isEqualTo(-1);
        }
    }

    private static ServerSocket listen() throws IOException {
        return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    private static LatencyProxy proxy(int port) {
        var proxy = new LatencyProxy(LATENCY);
        proxy.forwardTo(uri(port));
        return proxy;
    }

    private static URI uri(int port) {
        return URI.create("http://127.0.0.1:" + port);
    }

    private static Socket connect(LatencyProxy proxy) throws IOException {
        return new Socket(proxy.address().getHost(), proxy.address().getPort());
    }
}
