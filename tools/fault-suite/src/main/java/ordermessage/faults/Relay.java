package ordermessage.faults;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;

/** One connection of a caller, with a connection to the service behind it. */
final class Relay {
    /** Longer than the functions' clients wait for one answer. */
    private static final Duration TOO_LONG = Duration.ofMillis(3_500);

    private final FaultProxy proxy;
    private final Socket caller;

    Relay(FaultProxy proxy, Socket caller) {
        this.proxy = proxy;
        this.caller = caller;
    }

    /** Relays until one side hangs up; whatever breaks, breaks the connection with the caller. */
    void run() {
        try (caller) {
            try (var engine =
                    new Socket(proxy.engine().getHost(), proxy.engine().getPort())) {
                caller.setTcpNoDelay(true);
                engine.setTcpNoDelay(true);
                relay(new Line(caller), new Line(engine));
            } catch (IOException | InterruptedException broken) {
                // The caller is to see a connection reset, not an end.
                caller.setSoLinger(true, 0);
            }
        } catch (IOException gone) {
            // Then the caller has hung up first.
        }
    }

    private void relay(Line up, Line down) throws IOException, InterruptedException {
        for (var request = up.read(); request.isPresent(); request = up.read()) {
            answer(request.get(), up, down);
        }
    }

    private void answer(HttpMessage request, Line up, Line down) throws IOException, InterruptedException {
        if (proxy.denies(request)) {
            var denial = proxy.service().denial();
            proxy.witness(request, denial);
            up.write(denial);
            return;
        }
        var fault = proxy.nextFault();
        if (fault.isEmpty()) {
            up.write(forward(request, down));
            return;
        }
        switch (fault.get().disturbance()) {
            case FAILURE -> up.write(proxy.service().failure());
            case THROTTLING -> up.write(proxy.service().throttling());
            case RESET -> throw new IOException("Reset before the call arrived");
            case LOST_ANSWER -> {
                forward(request, down);
                fault.get().afterwards().run();
                throw new IOException("Reset before the answer arrived");
            }
            case SLOWNESS -> {
                var answer = forward(request, down);
                Thread.sleep(TOO_LONG);
                up.write(answer);
            }
        }
    }

    private HttpMessage forward(HttpMessage request, Line down) throws IOException {
        down.write(request);
        var answer = down.read().orElseThrow(() -> new IOException("The service hung up"));
        proxy.witness(request, answer);
        return answer;
    }

    /** A connection in both directions. */
    private static final class Line {
        private final InputStream in;
        private final OutputStream out;

        Line(Socket socket) throws IOException {
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
