package ordermessage.smoke;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Sends requests that have a deadline. The whole answer must arrive before it. */
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
        var limit = left.compareTo(LONGEST) < 0 ? left : LONGEST;
        // HttpRequest.timeout ends when the headers of the answer arrive. This limit is also for the body.
        var answer = http.sendAsync(request.build(), BodyHandlers.ofString());
        try {
            return new ReceivedAnswer(answer.get(limit.toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            throw new StepFailedException(0, "no answer in time");
        } catch (ExecutionException e) {
            // Not its message, which can contain what the other side sent.
            throw new StepFailedException(
                    0, "no answer (" + e.getCause().getClass().getSimpleName() + ")");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StepFailedException(0, "interrupted");
        } finally {
            answer.cancel(true);
        }
    }
}
