package ordermessage.local.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;

/** The ports of one address that servers of the local stack listen on. */
public final class Ports {
    /**
     * Below the range that the system takes for outgoing connections: a server that is killed and started again must
     * find its port free, and a client that keeps connecting to a dead one must not meet itself.
     */
    private static final int FIRST = 10_000;

    private static final int LAST = 32_000;

    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private final InetAddress address;
    private final Duration timeout;

    /** The ports of an address, a loopback one unless the user names another. */
    public Ports(InetAddress address) {
        this(address, TIMEOUT);
    }

    Ports(InetAddress address, Duration timeout) {
        this.address = address;
        this.timeout = timeout;
    }

    /**
     * A port to listen on: the one asked for, or any free one for 0. A taken one is given a moment: children of a
     * runner that was just killed may still be ending.
     *
     * @param service what is to listen there, for the error
     * @param variable the environment variable that chooses the port, for the error
     * @throws PortTaken when something listens on the port
     */
    public int choose(int port, String service, String variable) throws PortTaken {
        if (port == 0) {
            return free();
        }
        for (var deadline = Instant.now().plus(timeout); !isFree(port); pause()) {
            if (Instant.now().isAfter(deadline)) {
                throw new PortTaken(port, service, variable);
            }
        }
        return port;
    }

    private int free() {
        return ThreadLocalRandom.current()
                .ints(FIRST, LAST)
                .filter(this::isFree)
                .findFirst()
                .orElseThrow();
    }

    private boolean isFree(int port) {
        try (var socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(address, port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
