package ordermessage.faults.proxy;

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

/**
 * An HTTP proxy between the functions and one AWS service. It injects faults into calls, and counts the writes of each
 * message.
 */
public final class FaultProxy implements AutoCloseable {
    private static final int CONNECTION_BACKLOG = 500;

    private final AwsService service;
    private final ServerSocket server;
    private final Queue<PendingFault> pendingFaults = new ConcurrentLinkedQueue<>();
    private final Map<String, Integer> successfulWrites = new ConcurrentHashMap<>();
    private final Map<String, Integer> writeAttempts = new ConcurrentHashMap<>();
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private volatile URI engine;

    /** The text whose requests are denied; null when no request is denied. */
    private volatile String deniedText;

    /**
     * A fault for one call.
     *
     * @param afterResponse runs when the service has responded, if the fault is {@link CallFault#LOST_RESPONSE}
     */
    record PendingFault(CallFault fault, Runnable afterResponse) {}

    /** Starts listening on a free port of the loopback address. Call {@link #forwardTo} before the first request. */
    public FaultProxy(AwsService service) {
        this.service = service;
        try {
            server = new ServerSocket(0, CONNECTION_BACKLOG, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.startVirtualThread(this::acceptConnections);
    }

    /** The service behind this proxy. */
    public AwsService service() {
        return service;
    }

    /** The endpoint for the service's clients. */
    public URI address() {
        return URI.create("http://%s:%d".formatted(server.getInetAddress().getHostAddress(), server.getLocalPort()));
    }

    /** Sets the engine that gets the requests of new connections. */
    public void forwardTo(URI engine) {
        this.engine = engine;
    }

    URI engine() {
        return engine;
    }

    /** Injects a fault into each of the next calls. */
    public void inject(CallFault fault, int calls) {
        for (var i = 0; i < calls; i++) {
            pendingFaults.add(new PendingFault(fault, () -> {}));
        }
    }

    /**
     * Forwards the next call to the service, runs an action when the service has responded, and then resets the
     * caller's connection. The caller waits for the response while the action runs, and never gets it.
     */
    public void dropNextResponseAfter(Runnable action) {
        pendingFaults.add(new PendingFault(CallFault.LOST_RESPONSE, action));
    }

    /** Drops the faults that are not injected yet. Denied requests stay denied. */
    public void clearFaults() {
        pendingFaults.clear();
    }

    /**
     * Denies every request that has this text in its head or body, as if the caller had no permission. This lasts until
     * {@link #allowAll()}, and replaces an earlier text.
     */
    public void deny(String text) {
        deniedText = text;
    }

    /** Denies no request any more. */
    public void allowAll() {
        deniedText = null;
    }

    /** How many writes of each key, {@code <company id>/<message id>}, the service has responded to with a success. */
    public Map<String, Integer> successfulWrites() {
        return Map.copyOf(successfulWrites);
    }

    /**
     * How many requests to write this key got a response, with success or not. Denied requests count. Requests that got
     * another injected response do not count.
     *
     * @param key {@code <company id>/<message id>}
     */
    public int writeAttempts(String key) {
        return writeAttempts.getOrDefault(key, 0);
    }

    boolean isDenied(HttpMessage request) {
        var text = deniedText;
        return text != null
                && (request.head().contains(text) || request.bodyText().contains(text));
    }

    /** Takes the fault for the next call; empty when the call is to be forwarded. */
    Optional<PendingFault> takeFault() {
        return Optional.ofNullable(pendingFaults.poll());
    }

    /** Counts a call if it writes a message. */
    void countWrite(HttpMessage request, HttpMessage response) {
        service.writtenKey(request).ifPresent(key -> {
            writeAttempts.merge(key, 1, Integer::sum);
            if (response.isSuccess()) {
                successfulWrites.merge(key, 1, Integer::sum);
            }
        });
    }

    /** Stops listening, and closes all connections. */
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

    private void acceptConnections() {
        try {
            while (true) {
                var caller = server.accept();
                connections.add(caller);
                Thread.startVirtualThread(() -> {
                    new Relay(this, caller).run();
                    connections.remove(caller);
                });
            }
        } catch (IOException e) {
            // close() has closed the server socket.
        }
    }
}
