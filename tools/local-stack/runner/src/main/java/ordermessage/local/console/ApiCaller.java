package ordermessage.local.console;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.function.Predicate;
import ordermessage.local.template.Resource.Route;

/** Calls the API over HTTP, as a company does. */
final class ApiCaller implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(35);

    private final LiveStack live;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    ApiCaller(LiveStack live) {
        this.live = live;
    }

    /** Returns a token of a company. */
    String token(String company) {
        return live.token().apply(company);
    }

    HttpResponse<String> post(String token, String body) {
        return send(request(token, path(route -> route.method().equals("POST")))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    HttpResponse<String> get(String token, String messageId) {
        var path = path(route -> route.method().equals("GET") && route.path().contains("{"));
        return send(request(token, path.replaceAll("\\{[^}]*}", messageId)).GET());
    }

    HttpResponse<String> list(String token) {
        return send(request(
                        token,
                        path(route ->
                                route.method().equals("GET") && !route.path().contains("{")))
                .GET());
    }

    @Override
    public void close() {
        client.shutdownNow();
    }

    private String path(Predicate<Route> wanted) {
        return live.stack().functions().stream()
                .flatMap(function -> function.routes().stream())
                .filter(wanted)
                .map(Route::path)
                .findFirst()
                .orElseThrow(() -> new ActionFailedException("The template has no such route."));
    }

    private HttpRequest.Builder request(String token, String path) {
        return HttpRequest.newBuilder(URI.create(live.api() + path))
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + token);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new ActionFailedException("The API does not answer: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ActionFailedException("The stack is shut down.", e);
        }
    }
}
