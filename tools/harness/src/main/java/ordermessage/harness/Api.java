package ordermessage.harness;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/** The service's HTTP API, and its clients. They share their connections. Many threads can use them. */
public final class Api implements AutoCloseable {
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI stage;
    private final UnaryOperator<String> tokens;
    private final Duration timeout;
    private final ExchangeObserver observer;
    private final Map<String, ApiClient> companies = new ConcurrentHashMap<>();

    /**
     * @param stage the URL of the API with its stage, without a slash at the end
     * @param tokens issues a token of a company, by the company's id
     * @param timeout the time in which a response must arrive
     */
    public Api(URI stage, UnaryOperator<String> tokens, Duration timeout) {
        this(stage, tokens, timeout, (request, body, response) -> {});
    }

    /**
     * @param stage the URL of the API with its stage, without a slash at the end
     * @param tokens issues a token of a company, by the company's id
     * @param timeout the time in which a response must arrive
     * @param observer gets every request and its response
     */
    public Api(URI stage, UnaryOperator<String> tokens, Duration timeout, ExchangeObserver observer) {
        this.stage = stage;
        this.tokens = tokens;
        this.timeout = timeout;
        this.observer = observer;
    }

    /** Returns the client of a company. It has the same valid token each time. */
    public ApiClient as(String companyId) {
        return companies.computeIfAbsent(companyId, id -> withToken(tokens.apply(id)));
    }

    /** Returns a client with this token, valid or not. */
    public ApiClient withToken(String token) {
        return client(Map.of("Authorization", "Bearer " + token));
    }

    /** Returns a client without a token. */
    public ApiClient withoutToken() {
        return client(Map.of());
    }

    /** Closes the connections of all clients. */
    @Override
    public void close() {
        http.close();
    }

    private ApiClient client(Map<String, String> headers) {
        return new ApiClient(http, stage, headers, timeout, observer);
    }
}
