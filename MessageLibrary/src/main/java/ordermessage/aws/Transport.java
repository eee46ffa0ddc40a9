package ordermessage.aws;

import java.net.URI;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;

/** The HTTP client of all clients of a function. It can be led to an understudy, whatever address a request has. */
final class Transport implements SdkHttpClient {
    private final Supplier<SdkHttpClient> kind;
    private final SdkHttpClient http;
    private volatile Optional<Detour> detour = Optional.empty();

    /** A client of its own, so that none of its connections is left when it ends. */
    private record Detour(URI understudy, SdkHttpClient http) {}

    /** @param kind makes HTTP clients that are all the same */
    Transport(Supplier<SdkHttpClient> kind) {
        this.kind = kind;
        this.http = kind.get();
    }

    /** For as long as the action lasts. */
    void leadTo(URI understudy, Runnable action) {
        try (var other = kind.get()) {
            detour = Optional.of(new Detour(understudy, other));
            action.run();
        } finally {
            detour = Optional.empty();
        }
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        return detour.map(other -> other.http().prepareRequest(redirected(request, other.understudy())))
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
