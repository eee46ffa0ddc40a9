package ordermessage.openapi;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import ordermessage.harness.ExchangeObserver;

/**
 * Validates requests and responses against the description, and remembers which of its responses it has seen. A request that is
 * answered with an error may be invalid on purpose, so it is not validated.
 */
public final class ExchangeValidator implements ExchangeObserver {
    /** The validator of all test classes of this JVM, so that {@link CoverageTest} knows what all of them have seen. */
    public static final ExchangeValidator INSTANCE = new ExchangeValidator(ApiDescription.read());

    private static final Pattern STAGE = Pattern.compile("^/[^/]+");
    private static final int NOT_FOUND = 404;

    private final ApiDescription description;
    private final RequestRules requests;
    private final ResponseRules responses;
    private final Set<String> seen = ConcurrentHashMap.newKeySet();
    private final List<String> violations = new ArrayList<>();

    ExchangeValidator(ApiDescription description) {
        this.description = description;
        this.requests = new RequestRules(description);
        this.responses = new ResponseRules(description);
    }

    /** @throws AssertionError when the exchange is not as the description says */
    @Override
    public void observe(HttpRequest request, byte[] body, HttpResponse<String> response) {
        var found = violations(request, body, response);
        if (!found.isEmpty()) {
            var message = "%s %s answered %d is not as docs/openapi.yaml says: %s"
                    .formatted(request.method(), request.uri().getPath(), response.statusCode(), found);
            synchronized (violations) {
                violations.add(message);
            }
            throw new AssertionError(message);
        }
    }

    /** Every violation so far, also those in threads whose errors nobody reads. */
    List<String> violations() {
        synchronized (violations) {
            return List.copyOf(violations);
        }
    }

    /** Returns the responses that were seen, each as method, path and status, such as {@code GET /messages 200}. */
    Set<String> seen() {
        return new TreeSet<>(seen);
    }

    private List<String> violations(HttpRequest request, byte[] body, HttpResponse<String> response) {
        var path = STAGE.matcher(request.uri().getRawPath()).replaceFirst("");
        return description
                .find(request.method(), path)
                .map(operation -> violations(operation, request, body, response))
                .orElseGet(() -> response.statusCode() == NOT_FOUND
                        ? responses.violations(description.unknownRoute(), response)
                        : List.of("no operation has this method and path"));
    }

    private List<String> violations(
            Operation operation, HttpRequest request, byte[] body, HttpResponse<String> response) {
        var status = response.statusCode();
        var described = operation.response(status);
        if (described.isEmpty()) {
            return List.of("the status is not documented");
        }
        seen.add(operation + " " + status);
        var found = new ArrayList<>(responses.violations(described.get(), response));
        if (status < 300) {
            found.addAll(requests.violations(operation, request, body));
        }
        return found;
    }
}
