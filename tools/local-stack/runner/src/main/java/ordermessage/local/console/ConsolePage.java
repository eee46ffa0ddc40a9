package ordermessage.local.console;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import ordermessage.local.http.Answer;

/** The files of the page: HTML, a style sheet and JavaScript modules. */
final class ConsolePage {
    /** The page loads and calls nothing but its own server, and has no inline script and no inline style. */
    static final String CONTENT_SECURITY_POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
                    + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final String SCRIPT = "text/javascript; charset=utf-8";

    /** The media types of the files, by their names. */
    private static final Map<String, String> FILES = Map.ofEntries(
            Map.entry("console.css", "text/css; charset=utf-8"),
            Map.entry("icon.svg", "image/svg+xml"),
            Map.entry("console.js", SCRIPT),
            Map.entry("dom.js", SCRIPT),
            Map.entry("format.js", SCRIPT),
            Map.entry("rates.js", SCRIPT),
            Map.entry("pipeline.js", SCRIPT),
            Map.entry("messages.js", SCRIPT),
            Map.entry("panels.js", SCRIPT),
            Map.entry("deadletters.js", SCRIPT),
            Map.entry("actions.js", SCRIPT));

    private final String token;
    private final String reference;

    /**
     * The page for one token.
     *
     * @param token what a request of a button must have; only characters that need no escaping in HTML
     * @param reference the URI of the API reference
     */
    ConsolePage(String token, String reference) {
        this.token = token;
        this.reference = reference;
    }

    /** Returns a file of the page; empty when there is no such file. */
    Optional<Answer> file(String path) {
        if (path.equals("/")) {
            var html = new String(read("index.html"), StandardCharsets.UTF_8)
                    .replace("CONSOLE_TOKEN", token)
                    .replace("REFERENCE_URI", reference);
            return Optional.of(new Answer(200, "text/html; charset=utf-8", html));
        }
        var name = path.substring(1);
        return Optional.ofNullable(FILES.get(name)).map(type -> new Answer(200, type, read(name)));
    }

    private static byte[] read(String name) {
        try (var resource = ConsolePage.class.getResourceAsStream("/console/" + name)) {
            return resource.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
