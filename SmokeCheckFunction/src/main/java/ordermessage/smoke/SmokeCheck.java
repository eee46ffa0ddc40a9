package ordermessage.smoke;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import ordermessage.http.Authorization;
import ordermessage.http.Caller;
import ordermessage.json.JsonText;
import ordermessage.json.JsonValue;
import ordermessage.json.JsonValue.JsonArray;
import ordermessage.json.JsonValue.JsonNull;
import ordermessage.json.JsonValue.JsonObject;
import ordermessage.json.JsonValue.JsonString;
import ordermessage.json.MalformedJsonException;
import ordermessage.message.Uuid;
import ordermessage.smoke.SmokeResult.Failure;
import ordermessage.smoke.SmokeResult.Step;

/** Checks the service as a company uses it: sends a message, reads it back, finds it in the list, and sends it again. */
public final class SmokeCheck {
    private static final Duration READ_INTERVAL = Duration.ofMillis(500);
    private static final Duration LIST_INTERVAL = Duration.ofSeconds(2);

    /** The largest difference between the clocks of this machine and of the service. */
    private static final Duration CLOCK_DIFFERENCE = Duration.ofMinutes(1);

    private final Requests requests;
    private final String api;
    private final TokenSource tokens;

    /** @param api the URL of the API with its stage, without a slash at the end */
    public SmokeCheck(HttpClient http, URI api, TokenSource tokens) {
        this.requests = new Requests(http);
        this.api = api.toString();
        this.tokens = tokens;
    }

    /**
     * Makes the check, in the steps below. It ends with the first step that fails.
     *
     * <ol>
     *   <li>{@code token}: get a token; its scope names the company
     *   <li>{@code send}: POST a new message, and expect 202
     *   <li>{@code read}: GET it until it is stored, and compare it with what was sent
     *   <li>{@code list}: follow the list until it contains the message, which is 15 seconds after the message was stored
     *   <li>{@code send again}: POST the same message, and expect 200
     * </ol>
     *
     * @param within the time for all steps together
     */
    public SmokeResult run(Duration within) {
        var run = new Run(Instant.now().plus(within));
        try {
            var token = run.step("token", () -> token(run.deadline)); // 1
            var messageId = UUID.randomUUID().toString();
            var started = Instant.now().truncatedTo(ChronoUnit.SECONDS);
            var message = message(messageId, started, token.company());
            run.step("send", () -> post(message, token.text(), run.deadline).expect(202)); // 2
            run.step("read", () -> read(messageId, message, token.text(), run.deadline)); // 3
            run.step("list", () -> list(messageId, started.minus(CLOCK_DIFFERENCE), token.text(), run.deadline)); // 4
            run.step(
                    "send again",
                    () -> post(message, token.text(), run.deadline).expect(200)); // 5
            return run.passed();
        } catch (RunFailedException e) {
            return run.failed(e.failure);
        }
    }

    /** A token and the company that it is for. */
    private record Token(String text, Uuid company) {}

    /** The API verifies the token. This only reads the company in its payload. */
    private Token token(Instant deadline) {
        var text = tokens.token(deadline);
        return payload(text)
                .flatMap(payload -> payload.string(Authorization.SCOPE_CLAIM))
                .flatMap(SmokeCheck::company)
                .map(company -> new Token(text, company))
                .orElseThrow(
                        () -> new StepFailedException(0, "the token does not have exactly one scope company/<uuid>"));
    }

    private static Optional<Uuid> company(String scope) {
        return Authorization.byClaims(Map.of(Authorization.SCOPE_CLAIM, scope))
                        instanceof Authorization.Granted(Caller.Company(var id))
                ? Optional.of(id)
                : Optional.empty();
    }

    private ReceivedAnswer post(JsonObject message, String token, Instant deadline) {
        return requests.send(
                request("/post-message", token)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(JsonText.write(message))),
                deadline);
    }

    private ReceivedAnswer read(String messageId, JsonObject sent, String token, Instant deadline) {
        while (true) {
            var answer = get("/message/" + messageId, token, deadline).expect(200, 404);
            if (answer.status() == 200) {
                if (!withoutKey(answer.object()).equals(sent)) {
                    throw new StepFailedException(answer.status(), "the message is not as it was sent");
                }
                return answer;
            }
            pause(READ_INTERVAL, deadline, answer);
        }
    }

    /** Follows the list as docs/api.md tells companies to do. */
    private ReceivedAnswer list(String messageId, Instant from, String token, Instant deadline) {
        var query = "from=" + from;
        while (true) {
            var answer = get("/messages?" + query, token, deadline).expect(200);
            var page = answer.object();
            if (contains(page, messageId)) {
                return answer;
            }
            query = page.string("cursor")
                    .map(cursor -> "cursor=" + URLEncoder.encode(cursor, UTF_8))
                    .orElseThrow(() -> new StepFailedException(answer.status(), "the list has no cursor"));
            if (page.member("next").orElseGet(JsonNull::new) instanceof JsonNull) {
                pause(
                        LIST_INTERVAL,
                        deadline,
                        new StepFailedException(0, "the message is not listed within the time limit"));
            }
        }
    }

    private ReceivedAnswer get(String path, String token, Instant deadline) {
        return requests.send(request(path, token).GET(), deadline);
    }

    private HttpRequest.Builder request(String path, String token) {
        return HttpRequest.newBuilder(URI.create(api + path)).header("Authorization", "Bearer " + token);
    }

    private static void pause(Duration interval, Instant deadline, ReceivedAnswer last) {
        pause(interval, deadline, last.failure());
    }

    /** @throws StepFailedException the given one, when the time after the pause is over */
    private static void pause(Duration interval, Instant deadline, StepFailedException otherwise) {
        if (Instant.now().plus(interval).isAfter(deadline)) {
            throw otherwise;
        }
        try {
            Thread.sleep(interval);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StepFailedException(0, "interrupted");
        }
    }

    private static boolean contains(JsonObject page, String messageId) {
        return page.member("messages").orElseGet(JsonNull::new) instanceof JsonArray(List<JsonValue> messages)
                && messages.stream()
                        .anyMatch(message -> message instanceof JsonObject listed
                                && listed.string("message_id")
                                        .filter(messageId::equals)
                                        .isPresent());
    }

    private static Optional<JsonObject> payload(String token) {
        var parts = token.split("\\.", -1);
        if (parts.length != 3) {
            return Optional.empty();
        }
        try {
            var json = JsonText.parse(new String(Base64.getUrlDecoder().decode(parts[1]), UTF_8));
            return json instanceof JsonObject object ? Optional.of(object) : Optional.empty();
        } catch (IllegalArgumentException | MalformedJsonException e) {
            return Optional.empty();
        }
    }

    /** Returns a message whose amount ends with a zero. A service that parses the amount as a number would lose the zero. */
    private static JsonObject message(String messageId, Instant time, Uuid company) {
        var metadata = new LinkedHashMap<String, JsonValue>();
        metadata.put("message_time", new JsonString(time.toString()));
        metadata.put("company_id", new JsonString(company.value()));
        metadata.put("message_id", new JsonString(messageId));
        return new JsonObject(Map.of(
                "metadata",
                new JsonObject(metadata),
                "data",
                JsonText.parse("{\"order_id\": \"smoke-check\", \"order_amount\": 20.10}")));
    }

    /** Returns the document without the member that the service adds. */
    private static JsonObject withoutKey(JsonObject document) {
        return document.object("metadata")
                .map(metadata -> {
                    var members = new LinkedHashMap<>(metadata.members());
                    members.remove("message_s3_key");
                    return document.with("metadata", new JsonObject(members));
                })
                .orElse(document);
    }

    /** The steps of one check. */
    private static final class Run {
        private final List<Step> steps = new ArrayList<>();
        private final Instant deadline;

        Run(Instant deadline) {
            this.deadline = deadline;
        }

        <T> T step(String name, Supplier<T> action) {
            var start = System.nanoTime();
            try {
                var result = action.get();
                steps.add(new Step(name, since(start)));
                return result;
            } catch (StepFailedException e) {
                throw new RunFailedException(new Failure(name, since(start), e.status(), e.reason()));
            }
        }

        SmokeResult passed() {
            return new SmokeResult(steps, Optional.empty());
        }

        SmokeResult failed(Failure failure) {
            return new SmokeResult(steps, Optional.of(failure));
        }

        private static Duration since(long start) {
            return Duration.ofNanos(System.nanoTime() - start);
        }
    }

    /** The failure that ends a check. */
    private static final class RunFailedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient Failure failure;

        RunFailedException(Failure failure) {
            this.failure = failure;
        }
    }
}
