package ordermessage.local.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
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
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import ordermessage.local.http.LoopbackServer;
import ordermessage.local.provision.EngineClients;
import ordermessage.local.provision.LocalNames;
import ordermessage.local.template.Template;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the server without engines: an API that counts its requests stands in for the stack. */
class ConsoleServerTest {
    private static final URI NOWHERE = URI.create("http://127.0.0.1:9");
    private static final Pattern TOKEN = Pattern.compile("name=\"console-token\" content=\"([0-9a-f]{64})\"");
    private static final Pattern IMPORT = Pattern.compile("(?:from '\\./|src=\"/|href=\"/)([a-z]+\\.[a-z]+)['\"]");

    @TempDir
    Path project;

    private final AtomicInteger posted = new AtomicInteger();
    private volatile Runnable whilePosting = () -> {};
    private final HttpClient client = HttpClient.newHttpClient();
    private LoopbackServer api;
    private EngineClients clients;
    private ConsoleServer console;

    @BeforeEach
    void start() throws IOException {
        Files.writeString(project.resolve("template.yaml"), """
                Resources:
                  Api: {Type: AWS::Serverless::Api, Properties: {StageName: prod}}
                  Post:
                    Type: AWS::Serverless::Function
                    Properties:
                      Handler: a.B
                      Events: {Post: {Type: Api, Properties: {RestApiId: !Ref Api, Method: POST, Path: /post}}}
                """);
        Files.createDirectories(project.resolve("events"));
        saveSample("{\"metadata\":{\"company_id\":\"e0721e56-fb09-4273-ae74-7bcbc92d43eb\"},\"data\":{}}");
        api = LoopbackServer.start(0, exchange -> {
            try (exchange) {
                posted.incrementAndGet();
                whilePosting.run();
                exchange.sendResponseHeaders(202, -1);
            }
        });
        clients = new EngineClients(NOWHERE, NOWHERE, NOWHERE);
        var stack = Template.read(project.resolve("template.yaml"))
                .stack(Map.of(), new LocalNames(NOWHERE, NOWHERE, NOWHERE));
        console = ConsoleServer.start(
                0,
                new LiveStack(
                        project,
                        URI.create("http://" + api.authority()),
                        NOWHERE,
                        stack,
                        null,
                        clients,
                        List.of(),
                        List.of(),
                        null,
                        null,
                        queue -> queue,
                        company -> "token of " + company),
                new Activity(InstantSource.system()));
    }

    @AfterEach
    void close() {
        console.close();
        clients.close();
        api.close();
        client.close();
    }

    @Test
    void aButtonOfThePageWorks() throws Exception {
        var answer = press("post-sample", token());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("202");
        assertThat(posted).hasValue(1);
    }

    @Test
    void aButtonWithoutTheTokenOfThePageIsRefused() throws Exception {
        assertThat(press("post-sample", "").statusCode()).isEqualTo(403);
        assertThat(press("post-sample", "0".repeat(64)).statusCode()).isEqualTo(403);
        assertThat(send(HttpRequest.newBuilder(action("post-sample")).POST(BodyPublishers.ofString("{}")))
                        .statusCode())
                .isEqualTo(403);
        assertThat(posted).hasValue(0);
    }

    @Test
    void aButtonOfAPageOfAnotherOriginIsRefusedEvenWithTheToken() throws Exception {
        var request = HttpRequest.newBuilder(action("post-sample"))
                .header(ConsoleServer.TOKEN_HEADER, token())
                .header("Origin", "http://127.0.0.1:1")
                .POST(BodyPublishers.ofString("{}"));

        assertThat(send(request).statusCode()).isEqualTo(403);
        assertThat(posted).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/events", "/dead-letters", "/messages/a/b", "/console.js"})
    void nothingIsServedForAnotherHostNameOrToAnotherPage(String path) throws Exception {
        assertThat(statusLine("GET %s HTTP/1.1\r\nHost: attacker.example:%d\r\n".formatted(path, port())))
                .contains("403");
        assertThat(statusLine("GET %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nOrigin: http://attacker.example\r\n"
                        .formatted(path, port())))
                .contains("403");
        assertThat(statusLine("GET %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nSec-Fetch-Site: cross-site\r\n"
                        .formatted(path, port())))
                .contains("403");
    }

    @Test
    void anotherSiteMayLinkToThePage() throws Exception {
        assertThat(statusLine(
                        "GET / HTTP/1.1\r\nHost: localhost:%d\r\nSec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\n"
                                .formatted(port())))
                .contains("200");
    }

    @Test
    void thePolicyAllowsNoInlineCodeAndNoOtherServer() throws Exception {
        var policy = get("/").headers().firstValue("Content-Security-Policy").orElseThrow();

        assertThat(policy)
                .contains("default-src 'none'", "script-src 'self';", "style-src 'self';", "connect-src 'self';")
                .contains("frame-ancestors 'none'", "form-action 'none'", "base-uri 'none'")
                .doesNotContain("unsafe", "http:", "https:", "*");
    }

    @Test
    void everyFileOfThePageIsServedAndNamesNoOtherServer() throws Exception {
        var seen = new HashSet<>(Set.of(""));
        var next = new ArrayDeque<>(seen);
        while (!next.isEmpty()) {
            var file = get("/" + next.poll());
            assertThat(file.statusCode()).isEqualTo(200);
            assertThat(file.body().replace("http://www.w3.org/2000/svg", "").replace(NOWHERE.toString(), ""))
                    .doesNotContain("http://", "https://", "\"//", "'//");
            IMPORT.matcher(file.body()).results().map(match -> match.group(1)).forEach(name -> {
                if (seen.add(name)) {
                    next.add(name);
                }
            });
        }
        assertThat(seen).contains("console.css", "console.js", "pipeline.js", "icon.svg", "deadletters.js");
    }

    @Test
    void noFileOfThePageMakesHtmlOfData() throws Exception {
        for (var name : List.of("console.js", "dom.js", "pipeline.js", "messages.js", "panels.js", "deadletters.js")) {
            assertThat(get("/" + name).body())
                    .doesNotContain("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(");
        }
        assertThat(get("/").body()).doesNotContain("style=", "onclick=", "<script>", "<style");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/../template.yaml", "/index.html", "/nothing.js", "/messages/x", "/messages/a%2f..%2fb/c"})
    void anotherPathIsNotFound(String path) throws Exception {
        assertThat(statusLine("GET %s HTTP/1.1\r\nHost: localhost:%d\r\n".formatted(path, port())))
                .contains("404");
    }

    @Test
    void anActionWithWrongArgumentsSaysWhatIsWrong() throws Exception {
        assertThat(press("nothing", token()).statusCode()).isEqualTo(404);
        assertThat(press("burst", token()).body()).contains("The member messages is missing.");
        assertThat(press("poison", token()).body()).contains("no queue with a redrive policy");
        assertThat(press("read", token()).statusCode()).isEqualTo(409);
        assertThat(press("fault-on", token()).body()).contains("The member fault is missing.");
    }

    @Test
    void aBurstEndsWhenTheSampleMessageBecomesInvalid() throws Exception {
        whilePosting = () -> saveSample("not JSON");
        assertThat(press("burst", token(), "{\"messages\":100}").body()).contains("Posting 100 messages");

        await().untilAsserted(() -> assertThat(
                        press("burst", token(), "{\"messages\":100}").body())
                .contains("The project has no sample message"));
    }

    @Test
    void anIncompleteSampleMessageIsNamed() throws Exception {
        saveSample("{}");

        var answer = press("post-sample", token());

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("The project has no sample message in events/sample-message.json");
    }

    private void saveSample(String content) {
        try {
            Files.writeString(project.resolve("events/sample-message.json"), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String token() throws Exception {
        var page = TOKEN.matcher(get("/").body());
        assertThat(page.find()).isTrue();
        return page.group(1);
    }

    private HttpResponse<String> press(String name, String token) throws Exception {
        return press(name, token, "{}");
    }

    private HttpResponse<String> press(String name, String token, String arguments) throws Exception {
        return send(HttpRequest.newBuilder(action(name))
                .header(ConsoleServer.TOKEN_HEADER, token)
                .POST(BodyPublishers.ofString(arguments)));
    }

    private URI action(String name) {
        return console.uri().resolve("/actions/" + name);
    }

    private HttpResponse<String> get(String path) throws Exception {
        return send(HttpRequest.newBuilder(console.uri().resolve(path)));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private int port() {
        return console.uri().getPort();
    }

    /** Sends exactly this request, because HttpClient sets the header Host and resolves paths. */
    private String statusLine(String head) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
            socket.getOutputStream().write((head + "Connection: close\r\n\r\n").getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readNBytes(20), StandardCharsets.UTF_8);
        }
    }
}
