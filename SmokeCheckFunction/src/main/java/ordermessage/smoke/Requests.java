package ordermessage.smoke;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;

/** Sends requests that have a deadline. */
final class Requests {
    /** API Gateway answers after 29 seconds at the latest. */
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final HttpClient http;

    Requests(HttpClient http) {
        this.http = http;
    }

    /** @throws StepFailedException when there is no answer in time */
    ReceivedAnswer send(HttpRequest.Builder request, Instant deadline) {
        var left = Duration.between(Instant.now(), deadline);
        if (!left.isPositive()) {
            throw new StepFailedException(0, "the time limit is over");
        }
        try {
            return new ReceivedAnswer(http.send(
                    request.timeout(left.compareTo(LONGEST) < 0 ? left : LONGEST)
                            .build(),
                    BodyHandlers.ofString()));
        } catch (IOException e) {
            // Not its message, which can contain what the other side sent.
            throw new StepFailedException(0, "no answer (" + e.getClass().getSimpleName() + ")");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StepFailedException(0, "interrupted");
        }
    }
}
