package ordermessage.local.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PortsTest {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    @Test
    void aPortInUseIsReportedInOneLine() throws IOException {
        try (var other = new ServerSocket(0, 1, LOOPBACK)) {
            var port = other.getLocalPort();

            assertThatThrownBy(() -> new Ports(LOOPBACK, Duration.ZERO).choose(port, "SQS", "SQS_PORT"))
                    .isInstanceOf(PortTakenException.class)
                    .hasMessage("Port %d (SQS) is taken; choose another with SQS_PORT=…", port);
        }
    }

    @Test
    void aPortThatBecomesFreeInTimeIsChosen() throws Exception {
        var other = new ServerSocket(0, 1, LOOPBACK);
        var port = other.getLocalPort();
        Thread.startVirtualThread(() -> {
            try (other) {
                other.setSoTimeout(200);
                other.accept();
            } catch (IOException e) {
                // The timeout: nobody connects.
            }
        });

        assertThat(new Ports(LOOPBACK, Duration.ofSeconds(20)).choose(port, "SQS", "SQS_PORT"))
                .isEqualTo(port);
    }

    @Test
    void zeroChoosesAFreePortThatOutgoingConnectionsDoNotUse() throws IOException {
        var port = new Ports(LOOPBACK).choose(0, "SQS", "SQS_PORT");

        assertThat(port).isBetween(10_000, 32_000);
        new ServerSocket(port, 1, LOOPBACK).close();
    }
}
