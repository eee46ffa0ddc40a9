package ordermessage.local.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * An HTTP server on a port of the loopback address, with a virtual thread for each request. A client that is slow, or that opens
 * too many connections, is cut off: the JDK's server closes its connection. {@link ResponseWriteTimeout} does so for a client that
 * does not read its response.
 */
public final class LoopbackServer implements AutoCloseable {
    static {
        // The JDK's server reads these properties once, when it is first used.
        // Without this one, a response may wait 40 ms until the client acknowledges its headers.
        set("sun.net.httpserver.nodelay", "true");
        // The seconds from the first byte of a request until its end, and from a new connection until its first byte.
        // It is long enough for a process of a function that is paused for some seconds.
        set("sun.net.httpserver.maxReqTime", "30");
        // The seconds until a connection without requests is closed. With the default of 30 s, the server could close
        // a connection at the moment when a client reuses it. The clients here keep connections for a shorter time.
        set("sun.net.httpserver.idleInterval", "310");
        // The connections of each server. One more is closed at once.
        set("jdk.httpserver.maxConnections", "500");
        set("sun.net.httpserver.maxIdleConnections", "500");
        // The characters of the request line and the headers, with 32 for each header. It is enough for a stack trace,
        // which the runtime of a function reports in a header.
        set("sun.net.httpserver.maxReqHeaderSize", "131072");
    }

    /** The maximum number of bytes of an unread body that are read and discarded. */
    private static final long MAX_DISCARDED_BYTES = 64L * 1024 * 1024;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /** Tests set shorter times. */
    private static void set(String property, String value) {
        System.getProperties().putIfAbsent(property, value);
    }

    private LoopbackServer(HttpServer server, HttpHandler handler) {
        this.server = server;
        server.setExecutor(threads);
        server.createContext("/", handler);
    }

    /**
     * Starts a server.
     *
     * @param port the port to listen on; 0 for any free port
     * @throws UncheckedIOException when the port is in use
     */
    public static LoopbackServer start(int port, HttpHandler handler) {
        try {
            var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
            var server = new LoopbackServer(HttpServer.create(address, 0), handler);
            server.server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the host and the port, such as {@code 127.0.0.1:3000}. */
    public String authority() {
        return server.getAddress().getAddress().getHostAddress() + ":"
                + server.getAddress().getPort();
    }

    /**
     * Reads and discards what is left of a request's body. Many clients read the response only after they have sent the
     * whole body. If the connection is closed before that, they report a network error.
     */
    public static void discard(InputStream body) throws IOException {
        var buffer = new byte[64 * 1024];
        for (var remaining = MAX_DISCARDED_BYTES; remaining > 0; ) {
            var read = body.read(buffer);
            if (read < 0) {
                return;
            }
            remaining -= read;
        }
    }

    /**
     * Lets the server close the connection after the response: for a body that is not valid HTTP. The server would take the rest
     * of such a body for the next request.
     */
    public static void closeAfterResponse(HttpExchange exchange) {
        exchange.getResponseHeaders().set("Connection", "close");
    }

    /** Stops the server. Does not wait for requests in progress. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
