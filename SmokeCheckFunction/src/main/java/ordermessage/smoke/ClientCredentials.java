package ordermessage.smoke;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.Base64;
import java.util.function.Supplier;

/** Gets tokens by the client credentials grant (RFC 6749, section 4.4), a new one each time. */
public final class ClientCredentials implements TokenSource {
    private final Requests requests;
    private final URI tokenUrl;
    private final Supplier<Credentials> credentials;

    /** @param credentials the app client; it is asked each time, so that a changed secret is used at once */
    public ClientCredentials(HttpClient http, URI tokenUrl, Supplier<Credentials> credentials) {
        this.requests = new Requests(http);
        this.tokenUrl = tokenUrl;
        this.credentials = credentials;
    }

    @Override
    public String token(Instant deadline) {
        var client = credentials.get();
        var basic = encoded(client.clientId()) + ":" + encoded(client.clientSecret());
        var request = HttpRequest.newBuilder(tokenUrl)
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(basic.getBytes(UTF_8)))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("grant_type=client_credentials"));
        var answer = requests.send(request, deadline).expect(200);
        return answer.object()
                .string("access_token")
                .orElseThrow(() -> new StepFailedException(answer.status(), "the answer has no access token"));
    }

    /** RFC 6749, section 2.3.1: both parts are form-encoded first. */
    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }
}
