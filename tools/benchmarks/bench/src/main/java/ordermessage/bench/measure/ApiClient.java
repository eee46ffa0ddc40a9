package ordermessage.bench.measure;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import ordermessage.local.LocalService;

/** An HTTP client of the service's API, with a token of the sample's company. */
final class ApiClient implements AutoCloseable {
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final LocalService local;
    private final String token;

    ApiClient(LocalService local) {
        this.local = local;
        this.token = local.token(SampleEvents.COMPANY_ID);
    }

    /** @throws IllegalStateException when the service does not accept the message */
    void post(String message) throws IOException, InterruptedException {
        var status = send(request("/post-message")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(message)));
        if (status != 202) {
            throw new IllegalStateException("A POST was answered with status " + status);
        }
    }

    /** Returns whether a GET of the message answers 200. */
    boolean isReadable(String messageId) throws IOException, InterruptedException {
        return send(request("/message/" + messageId).GET()) == 200;
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(local.api() + path)).header("Authorization", "Bearer " + token);
    }

    private int send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.discarding()).statusCode();
    }

    @Override
    public void close() {
        http.close();
    }
}
