package ordermessage.aws;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;

/** The HTTP client of all SDK clients of a function. It can redirect requests to a fake of AWS, whatever their address. */
final class Transport implements SdkHttpClient {
    private static final Logger LOG = LoggerFactory.getLogger(Transport.class);

    private final Supplier<SdkHttpClient> factory;
    private final int connections;
    private final SdkHttpClient http;
    /** The redirect in effect; null if there is none. */
    private volatile Redirect redirect;

    /** The addresses of redirected requests: scheme, host and port. */
    private final Set<URI> destinations = ConcurrentHashMap.newKeySet();

    /** A redirect has an HTTP client of its own, so that no connection remains when it ends. */
    private record Redirect(URI address, SdkHttpClient http) {}

    /**
     * A request whose cancellation is an I/O error. At a timeout, the SDK cancels the request. Apache's client then throws
     * different unchecked exceptions, which depend on what it does at this moment: for example a CancellationException
     * while it waits for a connection. The SDK treats only an I/O error as a timeout. Otherwise it would not try again, and
     * would not throw one of its own exceptions.
     *
     * @see <a href="https://github.com/aws/aws-sdk-java-v2/issues/4820">The same fault in the SDK's CRT client</a>
     */
    private static final class CancellableRequest implements ExecutableHttpRequest {
        private final ExecutableHttpRequest request;
        private volatile boolean cancelled;

        CancellableRequest(ExecutableHttpRequest request) {
            this.request = request;
        }

        @Override
        public HttpExecuteResponse call() throws IOException {
            try {
                return request.call();
            } catch (RuntimeException e) {
                if (cancelled || e instanceof CancellationException) {
                    throw new IOException("The request was cancelled", e);
                }
                throw e;
            }
        }

        @Override
        public void abort() {
            cancelled = true;
            request.abort();
        }
    }

    /**
     * Makes a transport.
     *
     * @param factory makes HTTP clients that are all the same
     * @param connections the number of connections that {@link #connect} opens to each address
     */
    Transport(Supplier<SdkHttpClient> factory, int connections) {
        this.factory = factory;
        this.connections = connections;
        this.http = factory.get();
    }

    /** Redirects requests while an action runs, and {@link #connect} after it. */
    void redirectTo(URI fakeAws, Runnable action) {
        try (var other = factory.get()) {
            redirect = new Redirect(fakeAws, other);
            action.run();
            connect();
        } finally {
            redirect = null;
        }
    }

    /**
     * Opens connections to the address of each redirected request, all at the same time. It sends {@code GET /} without
     * credentials. After any answer, the connection is open for the first request. No answer is read before all have
     * arrived: the client would reuse a connection whose answer was read. If this fails, the first request tries again.
     */
    void connect() {
        List<Future<AbortableInputStream>> answers;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            answers = destinations.stream()
                    .flatMap(destination -> Collections.nCopies(connections, destination).stream())
                    .map(destination -> threads.submit(() -> answer(destination)))
                    .toList();
        }
        answers.forEach(Transport::read);
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        return new CancellableRequest(prepare(request));
    }

    private ExecutableHttpRequest prepare(HttpExecuteRequest request) {
        var current = redirect;
        if (current == null) {
            return http.prepareRequest(request);
        }
        destinations.add(destination(request.httpRequest()));
        return current.http().prepareRequest(redirected(request, current.address()));
    }

    @Override
    public String clientName() {
        return http.clientName();
    }

    @Override
    public void close() {
        http.close();
    }

    private AbortableInputStream answer(URI destination) throws IOException {
        var request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.GET)
                .uri(destination)
                .build();
        return prepareRequest(HttpExecuteRequest.builder().request(request).build())
                .call()
                .responseBody()
                .orElseGet(AbortableInputStream::createEmpty);
    }

    private static void read(Future<AbortableInputStream> answer) {
        try (var body = answer.get()) {
            body.transferTo(OutputStream.nullOutputStream());
        } catch (ExecutionException | IOException e) {
            LOG.debug("An address cannot be reached yet", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static URI destination(SdkHttpRequest request) {
        return URI.create("%s://%s:%d/".formatted(request.protocol(), request.host(), request.port()));
    }

    private static HttpExecuteRequest redirected(HttpExecuteRequest request, URI address) {
        var redirected = HttpExecuteRequest.builder()
                .request(request.httpRequest().toBuilder()
                        .protocol(address.getScheme())
                        .host(address.getHost())
                        .port(address.getPort())
                        .build())
                .contentStreamProvider(request.contentStreamProvider().orElse(null));
        request.metricCollector().ifPresent(redirected::metricCollector);
        return redirected.build();
    }
}
