package ordermessage.faults.proxy;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Relays requests and responses between one connection of a caller and a connection to the engine. */
final class Relay {
    /** The delay of a late response. It is longer than the timeout of the functions' clients for one try. */
    private static final Duration LATE_RESPONSE_DELAY = Duration.ofMillis(3_500);

    private final FaultProxy proxy;
    private final Socket callerSocket;

    Relay(FaultProxy proxy, Socket callerSocket) {
        this.proxy = proxy;
        this.callerSocket = callerSocket;
    }

    /**
     * Relays until one side closes its connection, and then closes the other one. So a caller sees at once that the engine
     * was killed, as without a proxy. If anything fails, this resets the connection of the caller.
     */
    void run() {
        try (callerSocket) {
            try (var engineSocket =
                    new Socket(proxy.engine().getHost(), proxy.engine().getPort())) {
                callerSocket.setTcpNoDelay(true);
                engineSocket.setTcpNoDelay(true);
                relay(new Connection(callerSocket), new EngineConnection(engineSocket));
            } catch (IOException | InterruptedException e) {
                // With a linger time of 0 s, close() sends a TCP reset. The caller must not see a normal end.
                callerSocket.setSoLinger(true, 0);
            }
        } catch (IOException e) {
            // The caller has closed the connection first.
        }
    }

    private void relay(Connection caller, EngineConnection engine) throws IOException, InterruptedException {
        for (var request = caller.read(); request.isPresent(); request = caller.read()) {
            handle(request.get(), caller, engine);
        }
    }

    private void handle(HttpMessage request, Connection caller, EngineConnection engine)
            throws IOException, InterruptedException {
        if (proxy.isDenied(request)) {
            var response = proxy.service().accessDeniedResponse();
            proxy.countWrite(request, response);
            caller.write(response);
            return;
        }
        var pending = proxy.takeFault(request);
        if (pending.isEmpty()) {
            caller.write(forward(request, engine));
            return;
        }
        var effect = pending.get().effect();
        switch (pending.get().fault()) {
            case SERVER_ERROR -> {
                effect.run();
                caller.write(proxy.service().serverErrorResponse());
            }
            case THROTTLING -> {
                effect.run();
                caller.write(proxy.service().throttlingResponse());
            }
            case CONNECTION_RESET -> {
                effect.run();
                throw new IOException("Reset before the request was forwarded");
            }
            case LOST_RESPONSE -> {
                forward(request, engine);
                effect.run();
                throw new IOException("Reset before the response was sent");
            }
            case LATE_RESPONSE -> {
                var response = forward(request, engine);
                Thread.sleep(LATE_RESPONSE_DELAY);
                effect.run();
                caller.write(response);
            }
        }
    }

    private HttpMessage forward(HttpMessage request, EngineConnection engine) throws IOException, InterruptedException {
        var response = engine.call(request);
        proxy.countWrite(request, response);
        return response;
    }

    /** A connection to the engine. A thread of its own reads it, so that its end is seen without a request as well. */
    private final class EngineConnection {
        private final Connection connection;

        /** The responses; empty for the end of the connection. */
        private final BlockingQueue<Optional<HttpMessage>> responses = new LinkedBlockingQueue<>();

        EngineConnection(Socket socket) throws IOException {
            connection = new Connection(socket);
            Thread.startVirtualThread(this::readResponses);
        }

        HttpMessage call(HttpMessage request) throws IOException, InterruptedException {
            connection.write(request);
            return responses.take().orElseThrow(() -> new IOException("The engine closed the connection"));
        }

        private void readResponses() {
            try {
                for (var response = connection.read(); response.isPresent(); response = connection.read()) {
                    responses.add(response);
                }
            } catch (IOException e) {
                // The connection has ended, on this side or on the other one.
            } finally {
                end();
            }
        }

        /** Ends the wait for a response, and the wait for the next request. */
        private void end() {
            responses.add(Optional.empty());
            try {
                // A thread that waits for the next request sees the end of the caller's connection then.
                callerSocket.shutdownInput();
            } catch (IOException e) {
                // The connection of the caller has ended already.
            }
        }
    }

    /** A socket with buffered streams. */
    private static final class Connection {
        private final InputStream in;
        private final OutputStream out;

        Connection(Socket socket) throws IOException {
            in = new BufferedInputStream(socket.getInputStream());
            out = new BufferedOutputStream(socket.getOutputStream());
        }

        Optional<HttpMessage> read() throws IOException {
            return HttpMessage.read(in, out);
        }

        void write(HttpMessage message) throws IOException {
            message.writeTo(out);
        }
    }
}
