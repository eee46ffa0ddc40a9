package ordermessage.local.docs;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import ordermessage.local.download.PackageUnavailableException;
import ordermessage.local.download.SwaggerUiPackage;
import ordermessage.local.http.Answer;
import ordermessage.local.http.LoopbackServer;
import ordermessage.local.http.SameOrigin;
import ordermessage.local.template.TemplateException;

/**
 * Serves the API reference on a port of the loopback address:
 *
 * <ul>
 *   <li>{@code GET /docs}: the page, and below it what the page loads;
 *   <li>{@code GET /schemas/<name>.json}: the schemas that the OpenAPI document refers to;
 *   <li>the stage's path and {@code POST /oauth2/token}: forwarded to the API and to the token endpoint. They answer no
 *       CORS requests, so the page needs them on its own origin.
 * </ul>
 *
 * <p>Web pages of other origins get nothing: their requests are refused, and so are requests for another host name.
 */
public final class DocsServer implements AutoCloseable {
    private static final Pattern SCHEMA = Pattern.compile("/schemas/[a-z-]+\\.json");

    private final Path project;
    private final URI api;
    private final URI tokens;
    private final SwaggerUiPackage swaggerUi;
    private final OpenApiDocument document;
    private final Upstream upstream = new Upstream();
    private final Map<String, byte[]> files = new HashMap<>();
    private final ReentrantLock loading = new ReentrantLock();
    private final LoopbackServer server;

    private DocsServer(int port, Path project, URI api, URI tokens, SwaggerUiPackage swaggerUi) {
        this.project = project;
        this.api = api;
        this.tokens = tokens;
        this.swaggerUi = swaggerUi;
        document = new OpenApiDocument(project);
        server = LoopbackServer.start(port, this::serve);
    }

    /**
     * Starts the server. It reads the package of Swagger UI when the page is first requested, so a stack starts without
     * it.
     *
     * @param port the port to listen on; 0 for any free port
     * @param project the folder with {@code docs/openapi.yaml} and {@code schemas}
     * @param api the URI of the API's stage
     * @param tokens the URI of the token endpoint
     * @param swaggerUi provides the files of Swagger UI
     */
    public static DocsServer start(int port, Path project, URI api, URI tokens, SwaggerUiPackage swaggerUi) {
        return new DocsServer(port, project, api, tokens, swaggerUi);
    }

    /** Returns the URI of the page. */
    public URI uri() {
        return URI.create("http://" + server.authority() + ReferencePage.PATH);
    }

    @Override
    public void close() {
        server.close();
        upstream.close();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            var refusal = SameOrigin.refusal(exchange);
            if (refusal.isPresent()) {
                send(exchange, Answer.text(403, refusal.get()));
            } else if (isBelow(exchange.getRequestURI().getRawPath(), api.getPath())) {
                forward(exchange, api, Set.of());
            } else if (exchange.getRequestURI().getRawPath().equals(tokens.getPath())) {
                // For this header of a refused client, a browser would show a dialog of its own.
                forward(exchange, tokens, Set.of("www-authenticate"));
            } else {
                send(exchange, page(exchange, origin(exchange)));
            }
        }
    }

    private static URI origin(HttpExchange exchange) {
        return URI.create("http://" + exchange.getRequestHeaders().getFirst("Host"));
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        answer.send(exchange, ReferencePage.CONTENT_SECURITY_POLICY);
    }

    private static boolean isBelow(String path, String folder) {
        return path.equals(folder) || path.startsWith(folder + "/");
    }

    private void forward(HttpExchange exchange, URI target, Set<String> omitted) throws IOException {
        var requested = exchange.getRequestURI();
        var query = requested.getRawQuery() == null ? "" : "?" + requested.getRawQuery();
        upstream.forward(
                exchange, URI.create("http://" + target.getRawAuthority() + requested.getRawPath() + query), omitted);
    }

    private Answer page(HttpExchange exchange, URI origin) throws IOException {
        var path = exchange.getRequestURI().getRawPath();
        if (!exchange.getRequestMethod().equals("GET")) {
            return Answer.text(405, "Only GET is possible here.");
        }
        if (path.equals("/")) {
            exchange.getResponseHeaders().set("Location", ReferencePage.PATH);
            return Answer.text(302, "The API reference is at " + ReferencePage.PATH);
        }
        try {
            return resource(path, origin);
        } catch (PackageUnavailableException | TemplateException | IOException e) {
            return Answer.text(
                    503,
                    "The API reference is not available: %s. The API itself works. Load this page again to try again."
                            .formatted(e.getMessage()));
        }
    }

    private Answer resource(String path, URI origin) throws IOException {
        if (path.equals(ReferencePage.PATH)) {
            swaggerUiFiles(); // If they are missing, the answer to this request says so.
            return new Answer(200, "text/html; charset=utf-8", ReferencePage.HTML);
        }
        if (path.equals(ReferencePage.DOCUMENT)) {
            return new Answer(200, "application/json", document.json(origin, api.getPath(), tokens.getPath()));
        }
        if (SCHEMA.matcher(path).matches() && Files.isRegularFile(project.resolve(path.substring(1)))) {
            return new Answer(200, "application/json", Files.readAllBytes(project.resolve(path.substring(1))));
        }
        return switch (path.startsWith(ReferencePage.PATH + "/")
                ? path.substring(ReferencePage.PATH.length() + 1)
                : "") {
            case ReferencePage.START_SCRIPT -> new Answer(200, "text/javascript", ReferencePage.SCRIPT);
            case SwaggerUiPackage.SCRIPT -> file("text/javascript", SwaggerUiPackage.SCRIPT);
            case SwaggerUiPackage.STYLES -> file("text/css", SwaggerUiPackage.STYLES);
            case SwaggerUiPackage.ICON -> file("image/png", SwaggerUiPackage.ICON);
            default -> Answer.text(404, "The API reference is at " + ReferencePage.PATH);
        };
    }

    private Answer file(String type, String name) {
        return new Answer(200, type, swaggerUiFiles().get(name));
    }

    private Map<String, byte[]> swaggerUiFiles() {
        loading.lock();
        try {
            if (files.isEmpty()) {
                files.putAll(swaggerUi.files());
            }
            return files;
        } finally {
            loading.unlock();
        }
    }
}
