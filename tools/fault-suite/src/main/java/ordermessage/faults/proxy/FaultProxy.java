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
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;

/**
 * An HTTP proxy between the functions and one AWS service. It injects faults into calls, and counts the writes of each
 * message.
 */
public final class FaultProxy implements AutoCloseable {
    private static final int CONNECTION_BACKLOG = 500;

    private final AwsService service;
    private final ServerSocket server;
    /** The faults for the next calls of any kind. */
    private final Queue<PendingFault> anyFaults = new ConcurrentLinkedQueue<>();

    /** The faults for the next calls that write a message. */
    private final Queue<PendingFault> writeFaults = new ConcurrentLinkedQueue<>();

    private final Map<String, Integer> successfulWrites = new ConcurrentHashMap<>();
    private final Map<String, Integer> writeAttempts = new ConcurrentHashMap<>();
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private volatile URI engine;

    /** The condition for denied requests. */
    private volatile Predicate<HttpMessage> denied = request -> false;

    /**
     * A fault for one call.
     *
     * @param effect runs when the fault takes effect; if it is {@link CallFault#LOST_RESPONSE}, when the service has responded
     */
    record PendingFault(CallFault fault, Runnable effect) {}

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

    /** Returns the service behind this proxy. */
    public AwsService service() {
        return service;
    }

    /** Returns the endpoint for the service's clients. */
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
        add(fault, calls, anyFaults, () -> {});
    }

    /**
     * Injects a fault into each of the next calls.
     *
     * @param firstEffect runs when the fault takes effect in the first of them
     */
    public void inject(CallFault fault, int calls, Runnable firstEffect) {
        var first = new AtomicBoolean(true);
        add(fault, calls, anyFaults, () -> {
            if (first.getAndSet(false)) {
                firstEffect.run();
            }
        });
    }

    /** Injects a fault into each of the next calls that write a message. Calls that read get no fault. */
    public void injectIntoWrites(CallFault fault, int calls) {
        add(fault, calls, writeFaults, () -> {});
    }

    /**
     * Forwards the next call that writes a message to the service, runs an action when the service has responded, and
     * then resets the caller's connection. The caller waits for the response while the action runs, and never gets it.
     */
    public void dropNextResponseAfter(Runnable action) {
        writeFaults.add(new PendingFault(CallFault.LOST_RESPONSE, action));
    }

    private static void add(CallFault fault, int calls, Queue<PendingFault> faults, Runnable effect) {
        for (var i = 0; i < calls; i++) {
            faults.add(new PendingFault(fault, effect));
        }
    }

    /** Drops the faults that are not injected yet. Denied requests stay denied. */
    public void clearFaults() {
        anyFaults.clear();
        writeFaults.clear();
    }

    /**
     * Denies every request that has this text in its head or body, as if the caller had no permission. This lasts until
     * {@link #allowAll()}, and replaces an earlier text.
     */
    public void deny(String text) {
        denied = request -> contains(request, text);
    }

    /** Denies as {@link #deny} does, but only requests that write a message. Reads get their responses. */
    public void denyWrites(String text) {
        denied = request -> service.isWrite(request) && contains(request, text);
    }

    /** Denies no request any more. */
    public void allowAll() {
        denied = request -> false;
    }

    /** Returns the number of successful writes of each key, {@code <company id>/<message id>}. */
    public Map<String, Integer> successfulWrites() {
        return Map.copyOf(successfulWrites);
    }

    /**
     * Returns the number of requests to write this key that got a response, with success or not. Denied requests count. Requests that got
     * another injected response do not count.
     *
     * @param key {@code <company id>/<message id>}
     */
    public int writeAttempts(String key) {
        return writeAttempts.getOrDefault(key, 0);
    }

    /** Returns the number of callers' connections that are open. */
    int openConnections() {
        return connections.size();
    }

    boolean isDenied(HttpMessage request) {
        return denied.test(request);
    }

    private static boolean contains(HttpMessage request, String text) {
        return request.head().contains(text) || request.bodyText().contains(text);
    }

    /** Takes the fault for a call; empty when the call is to be forwarded. */
    Optional<PendingFault> takeFault(HttpMessage request) {
        return Optional.of(request)
                .filter(service::isWrite)
                .map(write -> writeFaults.poll())
                .or(() -> Optional.ofNullable(anyFaults.poll()));
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

    private void relay(Socket caller) {
        try {
            new Relay(this, caller).run();
        } finally {
            connections.remove(caller);
        }
    }

    private void acceptConnections() {
        try {
            while (true) {
                var caller = server.accept();
                connections.add(caller);
                Thread.startVirtualThread(() -> relay(caller));
            }
        } catch (IOException e) {
            // close() has closed the server socket.
        }
    }
}
