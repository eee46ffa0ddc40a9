package ordermessage.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
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
 * A way to an engine that is longer than loopback: what a client sends arrives a while later, answers come back at
 * once. So every round trip takes this much longer, and no more: bytes that follow each other are not delayed twice.
 */
final class LatencyProxy implements AutoCloseable {
    private static final int CHUNK = 64 * 1024;

    private final Duration delay;
    private final ServerSocket door;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile URI engine;

    /** Bytes, and when they are to arrive; none after the last ones. */
    private record Parcel(ByteBuffer bytes, long due) {
        static final Parcel END = new Parcel(ByteBuffer.allocate(0), 0);

        boolean isEnd() {
            return !bytes.hasRemaining();
        }
    }

    LatencyProxy(Duration delay) {
        this.delay = delay;
        try {
            door = new ServerSocket(0, 500, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.startVirtualThread(this::welcome);
    }

    /** Says where it leads. Until then it hangs up on everybody. */
    void redirectTo(URI address) {
        engine = address;
    }

    URI address() {
        return URI.create("http://%s:%d".formatted(door.getInetAddress().getHostAddress(), door.getLocalPort()));
    }

    @Override
    public void close() {
        try {
            door.close();
            for (var socket : sockets) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void welcome() {
        try {
            while (true) {
                connect(door.accept());
            }
        } catch (IOException closed) {
            // As it should be at the end.
        }
    }

    private void connect(Socket client) throws IOException {
        if (engine == null) {
            client.close();
            return;
        }
        var server = new Socket(engine.getHost(), engine.getPort());
        for (var socket : new Socket[] {client, server}) {
            socket.setTcpNoDelay(true);
            sockets.add(socket);
        }
        var parcels = new LinkedBlockingQueue<Parcel>();
        Thread.startVirtualThread(() -> collect(client, parcels));
        Thread.startVirtualThread(() -> deliver(parcels, server));
        Thread.startVirtualThread(() -> hurry(server, client));
    }

    private void collect(Socket client, BlockingQueue<Parcel> parcels) {
        try {
            var buffer = new byte[CHUNK];
            for (var read = client.getInputStream().read(buffer);
                    read >= 0;
                    read = client.getInputStream().read(buffer)) {
                parcels.add(
                        new Parcel(ByteBuffer.wrap(Arrays.copyOf(buffer, read)), System.nanoTime() + delay.toNanos()));
            }
        } catch (IOException hungUp) {
            // Then there is no more to collect.
        }
        parcels.add(Parcel.END);
    }

    private void deliver(BlockingQueue<Parcel> parcels, Socket server) {
        try {
            OutputStream out = server.getOutputStream();
            for (var parcel = parcels.take(); !parcel.isEnd(); parcel = parcels.take()) {
                LockSupport.parkNanos(parcel.due() - System.nanoTime());
                out.write(parcel.bytes().array());
            }
        } catch (IOException hungUp) {
            // Then nobody waits for more.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            end(server);
        }
    }

    private void hurry(Socket server, Socket client) {
        try (InputStream in = server.getInputStream()) {
            in.transferTo(client.getOutputStream());
        } catch (IOException hungUp) {
            // Then nobody waits for more.
        } finally {
            end(client);
        }
    }

    private void end(Socket socket) {
        sockets.remove(socket);
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
