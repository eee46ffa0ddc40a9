package ordermessage.hostile.round;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Checks the form of refusals: each is a problem document, whose type is a section of docs/api.md. */
public final class AnswerRules {
    private static final Set<String> MEMBERS = Set.of("type", "title", "status", "detail", "request_id", "errors");

    /** API Gateway's own answers to what is not HTTP and to another stage, which no template can change. */
    private static final Set<String> OF_THE_GATEWAY =
            Set.of("{\"message\":\"Bad Request\"}", "{\"message\":\"Forbidden\"}");

    /** The answers of the JDK's server to what is not HTTP, and to a target without a path: fixed texts. */
    private static final Pattern OF_THE_SERVER = Pattern.compile("<h1>(400|404|501|505) [A-Za-z ]+</h1>[A-Za-z-. ]*");

    private static final Pattern SECTION = Pattern.compile("^### `?([a-z-]+)`?$", Pattern.MULTILINE);

    private final Set<String> sections;

    /** @param project the folder of the project, whose docs/api.md has a section for each type of a problem */
    public AnswerRules(Path project) {
        try {
            sections = SECTION.matcher(Files.readString(project.resolve("docs/api.md")))
                    .results()
                    .map((MatchResult section) -> section.group(1))
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns what is wrong with a refusal; empty if nothing is. */
    public Optional<String> problemWith(int status, String body) {
        try {
            return JsonParser.parseString(body) instanceof JsonObject problem
                    ? problemWith(status, problem)
                    : Optional.of("the answer %d is not a problem document: %s".formatted(status, body));
        } catch (JsonParseException e) {
            return Optional.of("the answer %d is not JSON: %s".formatted(status, body));
        }
    }

    /** Checks the answer to bytes that need not be HTTP. It may be a fixed answer of the gateway or of the server. */
    public Optional<String> problemWithAnswerToBytes(int status, String body) {
        return OF_THE_GATEWAY.contains(body) || OF_THE_SERVER.matcher(body).matches()
                ? Optional.empty()
                : problemWith(status, body);
    }

    private Optional<String> problemWith(int status, JsonObject problem) {
        if (!problem.keySet().equals(MEMBERS)) {
            return Optional.of("the problem has the members " + problem.keySet());
        }
        if (problem.get("status").getAsInt() != status) {
            return Optional.of("the answer %d has the status %s".formatted(status, problem.get("status")));
        }
        var type = problem.get("type").getAsString();
        return sections.contains(type.substring(type.indexOf('#') + 1))
                ? Optional.empty()
                : Optional.of("docs/api.md has no section for the type " + type);
    }
}
