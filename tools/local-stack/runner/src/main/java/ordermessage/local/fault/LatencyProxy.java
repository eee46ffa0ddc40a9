package ordermessage.local.fault;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;

/**
 * A TCP proxy that adds a fixed latency to each round trip between clients and an engine. It delays the bytes from the client
 * to the engine, and forwards the bytes from the engine at once. It delays all bytes by the same time, so bytes that follow
 * each other do not wait for each other.
 */
public final class LatencyProxy implements AutoCloseable {
    private static final int BUFFER_SIZE = 64 * 1024;
    private static final int ACCEPT_BACKLOG = 500;

    private final Duration latency;
    private final ServerSocket serverSocket;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile URI engine;

    /**
     * Bytes from a client.
     *
     * @param bytes not empty, except in {@link #END}
     * @param due when the engine is to receive them, by {@link System#nanoTime}
     */
    private record Chunk(ByteBuffer bytes, long due) {
        /** Marks the end of the stream. */
        static final Chunk END = new Chunk(ByteBuffer.allocate(0), 0);

        boolean isEnd() {
            return !bytes.hasRemaining();
        }
    }

    /** Starts listening on a free port of the loopback address. */
    public LatencyProxy(Duration latency) {
        this.latency = latency;
        try {
            serverSocket = new ServerSocket(0, ACCEPT_BACKLOG, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.startVirtualThread(this::acceptConnections);
    }

    /** Sets the address of the engine. Until this call, the proxy closes every new connection. */
    public void forwardTo(URI address) {
        engine = address;
    }

    /** Returns the address that clients connect to. */
    public URI address() {
        return URI.create(
                "http://%s:%d".formatted(serverSocket.getInetAddress().getHostAddress(), serverSocket.getLocalPort()));
    }

    @Override
    public void close() {
        try {
            serverSocket.close();
            for (var socket : sockets) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void acceptConnections() {
        try {
            while (true) {
                connect(serverSocket.accept());
            }
        } catch (IOException e) {
            // The proxy was closed.
        }
    }

    private void connect(Socket client) throws IOException {
        Socket server;
        try {
            server = connectToEngine();
        } catch (IOException e) {
            // The engine does not listen now. Later connections may reach it.
            client.close();
            return;
        }
        for (var socket : new Socket[] {client, server}) {
            socket.setTcpNoDelay(true);
            sockets.add(socket);
        }
        var chunks = new LinkedBlockingQueue<Chunk>();
        Thread.startVirtualThread(() -> readRequests(client, chunks));
        Thread.startVirtualThread(() -> forwardRequests(chunks, server));
        Thread.startVirtualThread(() -> forwardResponses(server, client));
    }

    private Socket connectToEngine() throws IOException {
        if (engine == null) {
            throw new ConnectException("The address of the engine is not known yet");
        }
        return new Socket(engine.getHost(), engine.getPort());
    }

    private void readRequests(Socket client, BlockingQueue<Chunk> chunks) {
        try {
            var buffer = new byte[BUFFER_SIZE];
            for (var read = client.getInputStream().read(buffer);
                    read >= 0;
                    read = client.getInputStream().read(buffer)) {
                chunks.add(
                        new Chunk(ByteBuffer.wrap(Arrays.copyOf(buffer, read)), System.nanoTime() + latency.toNanos()));
            }
        } catch (IOException e) {
            // The connection is closed, so there is nothing more to read.
        }
        chunks.add(Chunk.END);
    }

    private void forwardRequests(BlockingQueue<Chunk> chunks, Socket server) {
        try {
            OutputStream out = server.getOutputStream();
            for (var chunk = chunks.take(); !chunk.isEnd(); chunk = chunks.take()) {
                LockSupport.parkNanos(chunk.due() - System.nanoTime());
                out.write(chunk.bytes().array());
            }
        } catch (IOException e) {
            // The engine has closed the connection, so there is nobody to forward to.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            closeSocket(server);
        }
    }

    private void forwardResponses(Socket server, Socket client) {
        try (InputStream in = server.getInputStream()) {
            in.transferTo(client.getOutputStream());
        } catch (IOException e) {
            // One of the two connections is closed, so there is nothing more to forward.
        } finally {
            closeSocket(client);
        }
    }

    private void closeSocket(Socket socket) {
        sockets.remove(socket);
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
