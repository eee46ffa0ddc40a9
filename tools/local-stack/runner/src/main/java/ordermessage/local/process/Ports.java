package ordermessage.local.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;

/** Chooses the ports that the servers of the local stack listen on, on one address. */
public final class Ports {
    /**
     * The lowest port for a server. The range is below the ports that the system uses for outgoing connections, for two
     * reasons: a server that is killed and restarted must find its port free, and a client that connects to a dead
     * server again and again must not connect to itself.
     */
    private static final int FIRST = 10_000;

    private static final int LAST = 32_000;

    private static final PortRange RANGE = PortRange.reserve(FIRST, LAST);

    /**
     * The time to wait for a port that is in use: child processes of a runner that was just killed may still be ending.
     */
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private static final Duration POLL_INTERVAL = Duration.ofMillis(50);

    private final InetAddress address;
    private final Duration timeout;

    /** Chooses ports of an address: a loopback address, unless the user gives another. */
    public Ports(InetAddress address) {
        this(address, TIMEOUT);
    }

    Ports(InetAddress address, Duration timeout) {
        this.address = address;
        this.timeout = timeout;
    }

    /**
     * Returns a port to listen on. Waits up to two seconds when the wanted port is in use.
     *
     * @param port the wanted port; 0 for any free port
     * @param service the service that needs the port, for the error message
     * @param variable the environment variable that chooses the port, for the error message
     * @throws PortTakenException when the wanted port is still in use
     */
    public int choose(int port, String service, String variable) throws PortTakenException {
        if (port == 0) {
            return free();
        }
        for (var deadline = Instant.now().plus(timeout); !isFree(port); sleep()) {
            if (Instant.now().isAfter(deadline)) {
                throw new PortTakenException(port, service, variable);
            }
        }
        return port;
    }

    private int free() {
        return IntStream.generate(RANGE::next)
                .limit(RANGE.size())
                .filter(this::isFree)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No port is free"));
    }

    /** Returns whether no server listens on a port. */
    public boolean isFree(int port) {
        try (var socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(address, port));
            return true;
        } catch (IOException e) {
            // The port is in use.
            return false;
        }
    }

    private static void sleep() {
        try {
            Thread.sleep(POLL_INTERVAL);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
