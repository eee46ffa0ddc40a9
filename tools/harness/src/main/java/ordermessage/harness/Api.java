package ordermessage.harness;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import ordermessage.local.cognito.UserPools;

/** The service's HTTP API, and its clients. They share their connections. Many threads can use them. */
public final class Api implements AutoCloseable {
    private static final Duration MAX_TOKEN_AGE = UserPools.VALIDITY.dividedBy(2);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI stage;
    private final UnaryOperator<String> tokens;
    private final Duration timeout;
    private final ExchangeObserver observer;
    private final InstantSource clock;
    private final Map<String, CompanyClient> companies = new ConcurrentHashMap<>();

    /** The client of a company, and the time from which another one replaces it. */
    private record CompanyClient(ApiClient client, Instant end) {}

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
        this(stage, tokens, timeout, observer, InstantSource.system());
    }

    /** @param clock tells the age of the tokens */
    Api(URI stage, UnaryOperator<String> tokens, Duration timeout, ExchangeObserver observer, InstantSource clock) {
        this.stage = stage;
        this.tokens = tokens;
        this.timeout = timeout;
        this.observer = observer;
        this.clock = clock;
    }

    /** Returns a client of a company. Its token is valid for half an hour or longer. */
    public ApiClient as(String companyId) {
        var now = clock.instant();
        var held = companies.get(companyId);
        if (held == null || !held.end().isAfter(now)) {
            held = companies.compute(
                    companyId, (id, other) -> other == null || !other.end().isAfter(now) ? newClient(id, now) : other);
        }
        return held.client();
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

    private CompanyClient newClient(String companyId, Instant now) {
        return new CompanyClient(withToken(tokens.apply(companyId)), now.plus(MAX_TOKEN_AGE));
    }

    private ApiClient client(Map<String, String> headers) {
        return new ApiClient(http, stage, headers, timeout, observer);
    }
}
