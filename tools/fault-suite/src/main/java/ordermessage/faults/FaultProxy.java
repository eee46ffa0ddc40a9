package ordermessage.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Stands between the functions and one service, disturbs calls as it is told, and witnesses writes. */
final class FaultProxy implements AutoCloseable {
    private final Service service;
    private final ServerSocket server;
    private final Queue<PendingFault> pendingFaults = new ConcurrentLinkedQueue<>();
    private final Map<String, Integer> writes = new ConcurrentHashMap<>();
    private final Map<String, Integer> tries = new ConcurrentHashMap<>();
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private volatile URI engine;
    private volatile Optional<String> denied = Optional.empty();

    /** What to do to one call, and what to do when the service has answered it. */
    record PendingFault(CallFault disturbance, Runnable afterwards) {}

    /** Starts to listen on a port of the loopback address. */
    FaultProxy(Service service) {
        this.service = service;
        try {
            server = new ServerSocket(0, 500, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.startVirtualThread(this::accept);
    }

    Service service() {
        return service;
    }

    URI address() {
        return URI.create("http://%s:%d".formatted(server.getInetAddress().getHostAddress(), server.getLocalPort()));
    }

    /** Where the service itself is. */
    void redirectTo(URI address) {
        engine = address;
    }

    URI engine() {
        return engine;
    }

    /** Disturbs the next calls. */
    void inject(CallFault disturbance, int calls) {
        for (var i = 0; i < calls; i++) {
            pendingFaults.add(new PendingFault(disturbance, () -> {}));
        }
    }

    /** Lets the next call happen, does something while the caller still waits for the answer, and loses the answer. */
    void betweenWriteAndAnswer(Runnable deed) {
        pendingFaults.add(new PendingFault(CallFault.LOST_ANSWER, deed));
    }

    /** Refuses all calls that name this, as if the caller's permission were taken away. */
    void deny(String name) {
        denied = Optional.of(name);
    }

    /** Ends all disturbances. */
    void clearFaults() {
        pendingFaults.clear();
    }

    /** Ends the denial. */
    void permit() {
        denied = Optional.empty();
    }

    /** How often the service has said that it wrote something under a key, {@code <company id>/<message id>}. */
    Map<String, Integer> writes() {
        return Map.copyOf(writes);
    }

    /** How often the service was asked to write something under a key and has answered, whatever it said. */
    int tries(String key) {
        return tries.getOrDefault(key, 0);
    }

    boolean denies(HttpMessage request) {
        return denied.isPresent()
                && (request.head().contains(denied.get()) || request.text().contains(denied.get()));
    }

    Optional<PendingFault> nextFault() {
        return Optional.ofNullable(pendingFaults.poll());
    }

    void witness(HttpMessage request, HttpMessage answer) {
        service.writtenKey(request).ifPresent(key -> {
            tries.merge(key, 1, Integer::sum);
            if (answer.isSuccess()) {
                writes.merge(key, 1, Integer::sum);
            }
        });
    }

    @Override
    public void close() {
        try {
            server.close();
            for (var connection : connections) {
                connection.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept() {
        try {
            while (true) {
                var caller = server.accept();
                connections.add(caller);
                Thread.startVirtualThread(() -> {
                    new Relay(this, caller).run();
                    connections.remove(caller);
                });
            }
        } catch (IOException closed) {
            // As it should be at the end.
        }
    }
}
