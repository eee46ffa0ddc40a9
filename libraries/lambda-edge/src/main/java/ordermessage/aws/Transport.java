package ordermessage.aws;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;

/** The HTTP client of all clients of a function. It can be led to an fakeAws, whatever address a request has. */
final class Transport implements SdkHttpClient {
    private static final Logger LOG = LoggerFactory.getLogger(Transport.class);

    private final Supplier<SdkHttpClient> kind;
    private final SdkHttpClient http;
    private volatile Optional<Redirect> redirect = Optional.empty();

    /** Where the requests would have gone that were led to an fakeAws: scheme, host and port. */
    private final Set<URI> destinations = ConcurrentHashMap.newKeySet();

    /** A client of its own, so that none of its connections is left when it ends. */
    private record Redirect(URI fakeAws, SdkHttpClient http) {}

    /** @param kind makes HTTP clients that are all the same */
    Transport(Supplier<SdkHttpClient> kind) {
        this.kind = kind;
        this.http = kind.get();
    }

    /** For as long as the action lasts; then {@link #connect} is played as well. */
    void redirectTo(URI fakeAws, Runnable action) {
        try (var other = kind.get()) {
            redirect = Optional.of(new Redirect(fakeAws, other));
            action.run();
            connect();
        } finally {
            redirect = Optional.empty();
        }
    }

    /**
     * Opens a connection to wherever the requests would have gone that were led to an fakeAws, to all at the same time.
     * It asks for {@code /}, without credentials: whatever the answer is, the connection is there for the first request.
     * Where there is none, the first request tries by itself.
     */
    void connect() {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            destinations.forEach(place -> threads.execute(() -> connect(place)));
        }
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        return redirect.map(other -> {
                    destinations.add(place(request.httpRequest()));
                    return other.http().prepareRequest(redirected(request, other.fakeAws()));
                })
                .orElseGet(() -> http.prepareRequest(request));
    }

    @Override
    public String clientName() {
        return http.clientName();
    }

    @Override
    public void close() {
        http.close();
    }

    private void connect(URI place) {
        var request =
                SdkHttpRequest.builder().method(SdkHttpMethod.GET).uri(place).build();
        try {
            var answer = prepareRequest(
                            HttpExecuteRequest.builder().request(request).build())
                    .call();
            try (var body = answer.responseBody().orElseGet(AbortableInputStream::createEmpty)) {
                body.transferTo(OutputStream.nullOutputStream());
            }
        } catch (IOException unreachable) {
            LOG.warn("{} cannot be reached yet", place.getHost(), unreachable);
        }
    }

    private static URI place(SdkHttpRequest request) {
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
