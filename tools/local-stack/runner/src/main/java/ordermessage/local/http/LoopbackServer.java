package ordermessage.local.http;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An HTTP server on a port of the loopback address, with a virtual thread for each request. */
public final class LoopbackServer implements AutoCloseable {
    static {
        // The JDK's server reads its settings once, when it is first used.
        // Without the first, an answer may wait 40 ms for the client's acknowledgement of its head.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        // By default it closes connections that are idle for 30 s, in the face of a client that just uses one again.
        System.setProperty("sun.net.httpserver.idleInterval", "3600");
        System.setProperty("sun.net.httpserver.maxIdleConnections", "1000");
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private LoopbackServer(HttpServer server, HttpHandler handler) {
        this.server = server;
        server.setExecutor(threads);
        server.createContext("/", handler);
    }

    /**
     * Starts to serve.
     *
     * @param port 0 for any free one
     * @throws UncheckedIOException when the port is taken
     */
    public static LoopbackServer start(int port, HttpHandler handler) {
        try {
            var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
            var server = new LoopbackServer(HttpServer.create(address, 0), handler);
            server.server.start();
            return server;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Host and port. */
    public String authority() {
        return server.getAddress().getAddress().getHostAddress() + ":"
                + server.getAddress().getPort();
    }

    /** Ends without waiting for requests that are being answered. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
