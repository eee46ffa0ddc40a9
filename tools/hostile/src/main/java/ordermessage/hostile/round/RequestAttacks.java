package ordermessage.hostile.round;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import ordermessage.harness.ApiClient;
import ordermessage.hostile.attack.BodyAttacks;
import ordermessage.hostile.attack.ForgedTokens;
import ordermessage.hostile.attack.FramingAttacks;
import ordermessage.hostile.attack.PathAttacks;
import ordermessage.hostile.attack.TokenAttacks;
import ordermessage.hostile.wire.RawAnswer;

/** The attacks of a single request: framing, methods and paths, bodies, tokens. Each must be refused. */
public final class RequestAttacks {
    static final String FRAMING = "framing";
    static final String PATHS = "methods and paths";
    static final String BODIES = "bodies";
    static final String TOKENS = "tokens";

    private static final List<String> METHODS =
            List.of("GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "TRACE", "PROPFIND", "get", "X");

    /** The statuses of the JDK's server for what is not HTTP, or not known to it. */
    private static final Set<Integer> OF_THE_SERVER = Set.of(501, 505);

    private final Target target;
    private final Report report;

    /** @param target the stack to attack */
    public RequestAttacks(Target target) {
        this.target = target;
        this.report = target.report();
    }

    /** Makes all attacks, and reports what does not hold. */
    public void run() {
        framing();
        methodsAndPaths();
        bodies();
        tokens();
    }

    private void framing() {
        var api = target.local().api();
        var attacks = FramingAttacks.of(
                api.getPath(),
                target.secrets().token(target.local().token(Target.COMPANY)),
                UUID.randomUUID().toString(),
                target.secrets().next(""));
        for (var attack : attacks) {
            try {
                check(attack.name(), target.raw().send(attack.bytes()));
            } catch (IOException e) {
                report.violation(FRAMING, attack.name(), "no answer in time: " + e.getMessage());
            }
        }
        target.checkAlive(FRAMING);
    }

    private void check(String name, List<RawAnswer> answers) {
        if (answers.isEmpty()) {
            report.count(FRAMING, Report.CLOSED);
        } else if (answers.size() > 1) {
            report.violation(FRAMING, name, "one request had %d answers".formatted(answers.size()));
        }
        for (var answer : answers) {
            report.count(FRAMING, Integer.toString(answer.status()));
            if (answer.status() < 400 || (answer.status() >= 500 && !OF_THE_SERVER.contains(answer.status()))) {
                report.violation(FRAMING, name, "it was answered " + answer.status());
            } else {
                target.rules()
                        .problemWithAnswerToBytes(answer.status(), answer.body())
                        .ifPresent(problem -> report.violation(FRAMING, name, problem));
            }
            target.checkEcho(FRAMING, name, answer.text());
        }
    }

    /** A valid id is of a message that does not exist. So nothing here is a valid request. */
    private void methodsAndPaths() {
        var id = UUID.randomUUID().toString();
        var clients = List.of(
                target.client(),
                target.withoutToken(),
                target.withToken(target.secrets().next("")));
        for (var client : clients) {
            for (var path : List.of("/", "/post-message", "/message", "/message/" + id, "/messages/x", "/nope")) {
                for (var method : METHODS) {
                    request(client, method, path + "?x=" + target.secrets().next(""));
                }
            }
            for (var parameter :
                    List.of("limit", "cursor", "from", "until", target.secrets().next(""))) {
                request(
                        client,
                        "GET",
                        "/messages?" + parameter + "=" + target.secrets().next(""));
            }
        }
        for (var attack : PathAttacks.of(id)) {
            rawPath(attack);
        }
        target.checkAlive(PATHS);
    }

    private void request(ApiClient client, String method, String path) {
        target.expectRefusal(PATHS, method + " " + path, client.request(method, path));
    }

    private void rawPath(PathAttacks.Attack attack) {
        var api = target.local().api();
        var request = "GET %s%s HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\n\r\n"
                .formatted(api.getPath(), attack.path(), target.local().token(Target.COMPANY));
        try {
            for (var answer : target.raw().send(request)) {
                report.count(PATHS, Integer.toString(answer.status()));
                if (answer.status() != attack.status()) {
                    report.violation(PATHS, attack.path(), "it was answered " + answer.status());
                }
                target.rules()
                        .problemWithAnswerToBytes(answer.status(), answer.body())
                        .ifPresent(problem -> report.violation(PATHS, attack.path(), problem));
            }
        } catch (IOException e) {
            report.violation(PATHS, attack.path(), "no answer in time: " + e.getMessage());
        }
    }

    /** Each body is also sent compressed, unless its headers are what is wrong. */
    private void bodies() {
        var message = AcceptedMessages.message(UUID.randomUUID().toString(), "{\"x\": 1}");
        for (var attack : BodyAttacks.of(message, target.secrets()::next)) {
            body(attack.name(), attack.body(), attack.headerLines());
            if (attack.headerLines().size() == 1) {
                var headerLines = List.of(attack.headerLines().getFirst(), "Content-Encoding: gzip");
                body(attack.name() + ", compressed", gzip(attack.body()), headerLines);
            }
        }
        target.checkAlive(BODIES);
    }

    private void body(String name, byte[] body, List<String> headerLines) {
        target.expectRefusal(BODIES, name, target.client().request("POST", "/post-message", body, headerLines));
    }

    private static byte[] gzip(byte[] bytes) {
        var compressed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(compressed)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return compressed.toByteArray();
    }

    private void tokens() {
        var forged = ForgedTokens.of(target.local(), target.data(), Target.COMPANY);
        var attacks = new TokenAttacks(forged, target.local().token(Target.COMPANY));
        for (var attack : attacks.invalid()) {
            token(attack, 401);
        }
        for (var attack : attacks.withoutScopes(Target.COMPANY)) {
            token(attack, 403);
        }
        target.checkAlive(TOKENS);
    }

    private void token(TokenAttacks.Attack attack, int status) {
        var id = UUID.randomUUID().toString();
        var client = target.withToken(attack.token());
        var message = AcceptedMessages.message(id, "{}").getBytes(UTF_8);
        for (var answer : List.of(
                client.get(id),
                client.request("GET", "/messages"),
                client.request("POST", "/post-message", message, List.of("Content-Type: application/json")))) {
            target.expectRefusal(TOKENS, attack.name(), answer);
            if (answer.statusCode() != status) {
                report.violation(TOKENS, attack.name(), "it was answered " + answer.statusCode());
            }
        }
    }
}
