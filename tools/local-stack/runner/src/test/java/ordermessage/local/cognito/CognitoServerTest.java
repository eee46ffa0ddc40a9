package ordermessage.local.cognito;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
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
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import ordermessage.local.provision.LocalNames;
import ordermessage.local.template.Template;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests what the server answers whatever the operation is. {@link TokenEndpointTest} tests the operations. */
class CognitoServerTest {
    private static final String POOL = LocalNames.REGION + "_Pool";
    private static final String KEYS = "/" + POOL + "/.well-known/jwks.json";

    @TempDir
    private static Path folder;

    private static final List<String> LOG = new CopyOnWriteArrayList<>();
    private static HttpClient http;
    private static CognitoServer server;

    @BeforeAll
    static void start() throws IOException {
        var unused = URI.create("http://localhost");
        var template =
                Files.writeString(folder.resolve("template.yaml"), "Resources: {Pool: {Type: AWS::Cognito::UserPool}}");
        var stack = Template.read(template).stack(Map.of(), new LocalNames(unused, unused, unused));
        server = CognitoServer.start(0, new UserPools(stack, folder.resolve("keys"), SigningKeys.SHARED), LOG::add);
        http = HttpClient.newHttpClient();
    }

    @AfterAll
    static void close() {
        http.close();
        server.close();
    }

    @BeforeEach
    void emptyLog() {
        LOG.clear();
    }

    @Test
    void theKeysOfAPoolAreServedAtThePathThatTheServerNames() throws Exception {
        assertThat(server.keys(POOL).getPath()).isEqualTo(KEYS);

        var response = send("GET", KEYS, "");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(JsonParser.parseString(response.body()).getAsJsonObject().getAsJsonArray("keys"))
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /, 405, POST",
        "GET, /oauth2/token, 405, POST",
        "PUT, /oauth2/token, 405, POST",
        "POST, " + KEYS + ", 405, GET",
        "GET, /another_Pool/.well-known/jwks.json, 404,",
        "POST, /oauth2, 404,",
        "POST, /oauth2/token/, 404,",
    })
    void anotherPathIsNotFoundAndAnotherMethodIsNotAllowed(String method, String path, int status, String allowed)
            throws Exception {
        var response = send(method, path, "");

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("Allow").orElse(null)).isEqualTo(allowed);
    }

    @Test
    void anUnexpectedExceptionIsAnsweredAndLoggedInOneLine() throws Exception {
        var file = folder.resolve("keys", POOL + "-clients.json");
        Files.createDirectories(file.resolve("content"));

        var response = send("POST", "/", "{\"UserPoolId\": \"%s\", \"ClientName\": \"acme\"}".formatted(POOL));

        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(response.body()).contains("InternalErrorException").doesNotContain(file.toString());
        assertThat(LOG).singleElement().asString().startsWith("POST /: java.io.UncheckedIOException: ");
        assertThat(send("GET", KEYS, "").statusCode()).isEqualTo(200);
    }

    /** Many clients read the answer only after they have sent the whole body. */
    @ParameterizedTest
    @CsvSource({"/oauth2/token, 413", "/, 413", "/nowhere, 404", KEYS + ", 405"})
    void aClientThatSendsALargeBodyGetsItsAnswer(String path, int status) throws Exception {
        var head = "POST %s HTTP/1.1\r\nHost: x\r\nContent-Length: 5000000\r\n\r\n".formatted(path);

        assertThat(statusLine(head + "x".repeat(5_000_000))).startsWith("HTTP/1.1 " + status);
    }

    @Test
    void aBodyThatIsNotValidHttpIsABadRequest() throws Exception {
        var request = "POST /oauth2/token HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nno number\r\n";

        assertThat(statusLine(request)).startsWith("HTTP/1.1 400");
        assertThat(LOG).isEmpty();
    }

    private static String statusLine(String request) throws IOException {
        try (var socket = new Socket(
                        server.endpoint().getHost(), server.endpoint().getPort());
                var reader =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return reader.readLine();
        }
    }

    private static HttpResponse<String> send(String method, String path, String body) throws Exception {
        var request = HttpRequest.newBuilder(server.endpoint().resolve(path))
                .header("Content-Type", "application/x-amz-json-1.1")
                .header("X-Amz-Target", "AWSCognitoIdentityProviderService.CreateUserPoolClient")
                .method(method, BodyPublishers.ofString(body))
                .build();
        return http.send(request, BodyHandlers.ofString());
    }
}
