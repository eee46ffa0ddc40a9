package ordermessage.local.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import ordermessage.local.download.NpmRegistry;
import ordermessage.local.download.PackageCache;
import ordermessage.local.download.SwaggerUiPackage;
import ordermessage.local.http.LoopbackServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocsServerTest {
    private static final String DOCUMENT = """
            openapi: 3.1.0
            servers:
              - url: https://api.example/prod
            components:
              schemas:
                Message: {$ref: ../schemas/message.json}
              securitySchemes:
                companyToken:
                  type: oauth2
                  description: A token of a company.
                  flows:
                    clientCredentials:
                      tokenUrl: https://tokens.example/oauth2/token
                      scopes:
                        messages/write: Send messages.
            """;

    @TempDir
    Path project;

    private final BlockingQueue<String> forwarded = new LinkedBlockingQueue<>();
    private final HttpClient client = HttpClient.newHttpClient();
    private LoopbackServer upstream;
    private DocsServer docs;
    private URI base;

    @BeforeEach
    void start() throws IOException {
        Files.writeString(Files.createDirectories(project.resolve("docs")).resolve("openapi.yaml"), DOCUMENT);
        Files.writeString(Files.createDirectories(project.resolve("schemas")).resolve("message.json"), "{}");
        Files.writeString(project.resolve("secret.json"), "secret");
        upstream = LoopbackServer.start(0, this::answer);
        var stack = "http://" + upstream.authority();
        // No registry listens there, so the package is not available.
        var packages = new PackageCache(
                project.resolve("packages"), List.of(new NpmRegistry(URI.create("http://127.0.0.1:1/"))), line -> {});
        docs = DocsServer.start(
                0,
                project,
                URI.create(stack + "/prod"),
                URI.create(stack + "/oauth2/token"),
                new SwaggerUiPackage(packages));
        base = docs.uri().resolve("/");
    }

    @AfterEach
    void close() {
        docs.close();
        upstream.close();
        client.close();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            forwarded.add("%s %s %s %s %s"
                    .formatted(
                            exchange.getRequestMethod(),
                            exchange.getRequestURI(),
                            exchange.getRequestHeaders().getFirst("Authorization"),
                            exchange.getRequestHeaders().getFirst("Origin"),
                            new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
            exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"token\"");
            exchange.getResponseHeaders().set("X-Answer", "42");
            exchange.sendResponseHeaders(401, 2);
            exchange.getResponseBody().write("no".getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void theServersOfTheDocumentHaveTheOriginOfThePage() throws Exception {
        var document = JsonParser.parseString(get("docs/openapi.json").body()).getAsJsonObject();
        var components = document.getAsJsonObject("components");
        var scheme = components.getAsJsonObject("securitySchemes").getAsJsonObject("companyToken");
        var flow = scheme.getAsJsonObject("flows").getAsJsonObject("clientCredentials");

        assertThat(document.getAsJsonArray("servers")).hasSize(1);
        assertThat(document.getAsJsonArray("servers")
                        .get(0)
                        .getAsJsonObject()
                        .get("url")
                        .getAsString())
                .isEqualTo(base + "prod");
        assertThat(flow.get("tokenUrl").getAsString()).isEqualTo(base + "oauth2/token");
        assertThat(flow.getAsJsonObject("scopes").isEmpty()).isTrue();
        assertThat(scheme.get("description").getAsString())
                .startsWith("A token of a company.\n\n")
                .endsWith("- `messages/write`: Send messages.");
    }

    @Test
    void theReferencesOfTheDocumentLeadToTheSchemas() throws Exception {
        var reference = JsonParser.parseString(get("docs/openapi.json").body())
                .getAsJsonObject()
                .getAsJsonObject("components")
                .getAsJsonObject("schemas")
                .getAsJsonObject("Message")
                .get("$ref")
                .getAsString();

        assertThat(get("docs/" + reference).body()).isEqualTo("{}");
    }

    @Test
    void aRequestToTheApiIsForwardedWithItsTokenAndWithoutItsOrigin() throws Exception {
        var response = client.send(
                request("prod/messages?from=a%2Bb")
                        .header("Authorization", "Bearer abc")
                        .header("Origin", origin())
                        .POST(BodyPublishers.ofString("body"))
                        .build(),
                BodyHandlers.ofString());

        assertThat(forwarded.take()).isEqualTo("POST /prod/messages?from=a%2Bb Bearer abc null body");
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.body()).isEqualTo("no");
        assertThat(response.headers().firstValue("X-Answer")).contains("42");
        assertThat(response.headers().firstValue("WWW-Authenticate")).isPresent();
    }

    @Test
    void aRefusedClientGetsNoHeaderForWhichABrowserShowsItsOwnDialog() throws Exception {
        var response = client.send(
                request("oauth2/token").POST(BodyPublishers.ofString("grant")).build(), BodyHandlers.ofString());

        assertThat(forwarded.take()).isEqualTo("POST /oauth2/token null null grant");
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.headers().firstValue("WWW-Authenticate")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"prod/messages", "oauth2/token", "docs", "docs/openapi.json", "schemas/message.json"})
    void aWebPageOfAnotherOriginIsRefused(String path) throws Exception {
        var response = client.send(
                request(path).header("Origin", "http://attacker.example").build(), BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(forwarded).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/prod/messages", "/oauth2/token", "/docs", "/docs/openapi.json", "/schemas/message.json"})
    void aForeignHostNameIsRefused(String path) throws Exception {
        assertThat(statusLine("GET %s HTTP/1.1\r\nHost: attacker.example:%d\r\n".formatted(path, base.getPort())))
                .contains(" 403 ");
        assertThat(statusLine("GET %s HTTP/1.0\r\n".formatted(path))).contains(" 403 ");
        assertThat(forwarded).isEmpty();
    }

    @Test
    void withoutSwaggerUiThePageGivesTheReasonInOneLine() throws Exception {
        var response = get("docs");

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.body())
                .matches("The API reference is not available: swagger-ui-dist [0-9.]+ cannot be downloaded"
                        + " \\(127\\.0\\.0\\.1: no connection\\)\\."
                        + " The API itself works\\. Load this page again to try again\\.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"schemas/../secret.json", "schemas/%2e%2e/secret.json", "docs/../secret.json", "secret.json"})
    void noOtherFileOfTheProjectIsServed(String path) throws Exception {
        assertThat(statusLine("GET /%s HTTP/1.1\r\nHost: localhost:%d\r\n".formatted(path, base.getPort())))
                .contains(" 404 ");
    }

    @Test
    void everyAnswerOfTheServerForbidsRequestsToOtherServers() throws Exception {
        for (var path : List.of("docs", "docs/openapi.json", "schemas/message.json", "docs/start.js", "none")) {
            assertThat(get(path).headers().firstValue("Content-Security-Policy"))
                    .as(path)
                    .hasValueSatisfying(policy -> assertThat(policy)
                            .startsWith("default-src 'none';")
                            .contains("connect-src 'self'")
                            .contains("script-src 'self';")
                            .doesNotContain("http"));
        }
    }

    private String origin() {
        return "http://" + base.getAuthority();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path));
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(request(path).build(), BodyHandlers.ofString());
    }

    /** Sends exactly this request, because HttpClient sets the header Host and resolves paths. */
    private String statusLine(String headers) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), base.getPort())) {
            socket.getOutputStream().write((headers + "Connection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .findFirst()
                    .orElse("");
        }
    }
}
