package ordermessage.operator;

import java.time.Duration;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;

/** The HTTP client of the commands for a running stack. */
public final class CommandHttpClient {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private CommandHttpClient() {}

    /**
     * Returns a builder of clients that wait ten seconds for an answer. The SDK then tries again. A timeout of the SDK would
     * cancel the request, and Apache's client can then throw exceptions that are not the SDK's (docs/decisions.md).
     */
    public static Apache5HttpClient.Builder builder() {
        return Apache5HttpClient.builder().socketTimeout(TIMEOUT);
    }
}
