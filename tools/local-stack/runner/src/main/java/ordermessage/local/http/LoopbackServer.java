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
        // The JDK's server reads these properties once, when it is first used.
        // Without this one, a response may wait 40 ms until the client acknowledges its headers.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        // By default the server closes a connection after 30 s without requests, even when a client is just reusing it.
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

    /** Stops the server. Does not wait for requests in progress. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
