package ordermessage.hostile.round;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import ordermessage.harness.Api;
import ordermessage.harness.ApiClient;
import ordermessage.harness.Backlog;
import ordermessage.hostile.wire.RawClient;
import ordermessage.local.LocalService;

/** The stack that a round attacks, and what the attacks need. */
public final class Target implements AutoCloseable {
    /** The company that attacks. It has a valid token. */
    public static final String COMPANY = "e0721e56-fb09-4273-ae74-7bcbc92d43eb";

    private static final Duration TIMEOUT = Duration.ofMinutes(1);
    private static final int FIRST_REFUSAL = 400;
    private static final int FIRST_FAILURE = 500;

    private final LocalService local;
    private final Path data;
    private final Api api;
    private final AnswerRules rules;
    private final Report report;
    private final Secrets secrets = new Secrets();

    /**
     * Attacks a stack that runs.
     *
     * @param project the built project
     * @param data the data folder of the stack
     */
    public Target(LocalService local, Path project, Path data, Report report) {
        this.local = local;
        this.data = data;
        this.report = report;
        this.rules = new AnswerRules(project);
        this.api = new Api(local.api(), local::token, TIMEOUT);
        secrets.token(local.token(COMPANY));
    }

    public LocalService local() {
        return local;
    }

    public Path data() {
        return data;
    }

    public Report report() {
        return report;
    }

    public Secrets secrets() {
        return secrets;
    }

    public AnswerRules rules() {
        return rules;
    }

    /** Returns a client with a valid token. */
    public ApiClient client() {
        return api.as(COMPANY);
    }

    /** Returns a client with this token, valid or not. */
    public ApiClient withToken(String token) {
        return api.withToken(secrets.token(token));
    }

    /** Returns a client without a token. */
    public ApiClient withoutToken() {
        return api.withoutToken();
    }

    /** Returns a client that sends bytes. */
    public RawClient raw() {
        return new RawClient(local.api(), TIMEOUT);
    }

    public Backlog backlog() {
        return new Backlog(local, Duration.ofMillis(50));
    }

    /** Checks an answer that must be a refusal. A HEAD has no body. */
    public void expectRefusal(String part, String attack, HttpResponse<String> answer) {
        report.count(part, Integer.toString(answer.statusCode()));
        if (answer.statusCode() < FIRST_REFUSAL) {
            report.violation(part, attack, "it was answered " + answer.statusCode());
        } else if (!answer.request().method().equals("HEAD")) {
            checkForm(part, attack, answer);
        }
        checkEcho(part, attack, answer.headers().map() + answer.body());
    }

    /** Checks an answer that may be a refusal, and returns its status. */
    public int expect(String part, String attack, Set<Integer> statuses, HttpResponse<String> answer) {
        report.count(part, Integer.toString(answer.statusCode()));
        if (!statuses.contains(answer.statusCode())) {
            report.violation(part, attack, "it was answered " + answer.statusCode());
        }
        if (answer.statusCode() >= FIRST_REFUSAL) {
            rules.problemWith(answer.statusCode(), answer.body())
                    .ifPresent(problem -> report.violation(part, attack, problem));
        }
        return answer.statusCode();
    }

    private void checkForm(String part, String attack, HttpResponse<String> answer) {
        if (answer.statusCode() >= FIRST_FAILURE) {
            report.violation(part, attack, "it was answered " + answer.statusCode());
        }
        if (!answer.headers().firstValue("Content-Type").orElse("").equals("application/problem+json")) {
            report.violation(part, attack, "the answer %d has another Content-Type".formatted(answer.statusCode()));
        }
        rules.problemWith(answer.statusCode(), answer.body())
                .ifPresent(problem -> report.violation(part, attack, problem));
    }

    /** Checks that an answer contains no secret. */
    public void checkEcho(String part, String attack, String answer) {
        if (secrets.isIn(answer)) {
            report.violation(part, attack, "the answer contains a secret");
        }
    }

    /** Checks that the service still answers. */
    public void checkAlive(String part) {
        var answer = client().get(UUID.randomUUID().toString());
        if (answer.statusCode() != 404) {
            report.violation(part, "afterwards", "a GET was answered %d, not 404".formatted(answer.statusCode()));
        }
    }

    /** Returns the lines of all log files. */
    public List<String> logLines() {
        try (var files = Files.list(data.resolve("logs"))) {
            return files.flatMap(Target::lines).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1).lines();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Closes the connections. The stack runs on. */
    @Override
    public void close() {
        api.close();
    }
}
