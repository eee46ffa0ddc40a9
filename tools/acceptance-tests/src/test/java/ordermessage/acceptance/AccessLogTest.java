package ordermessage.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import ordermessage.harness.Waiting;
import ordermessage.local.ProjectFolder;
import ordermessage.local.gateway.AccessLog;
import ordermessage.local.gateway.Authorizer;
import ordermessage.local.gateway.Gateway;
import ordermessage.local.gateway.Integration;
import ordermessage.local.gateway.RestApi;
import ordermessage.local.memory.MemoryBudget;
import ordermessage.local.provision.LocalNames;
import ordermessage.local.runtime.Outcome;
import ordermessage.local.template.Stack;
import ordermessage.local.template.Template;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Tests the access log in the format of the template. */
@Tag("processes")
@ExtendWith(RunningService.Shared.class)
class AccessLogTest {
    private static final int MORE_THAN_API_GATEWAY_TAKES = 11 * 1024 * 1024;

    private final RunningService service;

    AccessLogTest(RunningService service) {
        this.service = service;
    }

    @Test
    void everyRequestIsALineThatTellsWhoWasRefusedAndWhy() throws Exception {
        var token = service.local().token(SampleMessage.COMPANY);
        var accepted = id(service.withToken(token).post(SampleMessage.unique().json()));
        var unauthorized = id(service.withoutToken().get(UUID.randomUUID().toString()));
        var unknown = id(service.withToken(token).request("DELETE", "/messages"));
        var notFound = id(service.withToken(token).get(UUID.randomUUID().toString()));
        var tooLarge =
                id(send(service.local().api().resolve("/prod/post-message"), token, MORE_THAN_API_GATEWAY_TAKES));
        var lines = awaitLines(List.of(accepted, unauthorized, unknown, notFound, tooLarge));

        assertThat(lines).hasSize(5);
        assertThat(text(lines, accepted, "method", "resource_path", "status", "error_type", "integration_status"))
                .containsExactly("POST", "/post-message", "202", "-", "202");
        assertThat(text(lines, accepted, "integration_latency_ms", "latency_ms", "response_bytes"))
                .allMatch(value -> value.matches("\\d+"));
        assertThat(text(lines, unauthorized, "resource_path", "status", "error_type", "client_id", "source_ip"))
                .containsExactly("/message/{message_id}", "401", "UNAUTHORIZED", "-", "127.0.0.1");
        assertThat(text(lines, unknown, "resource_path", "status", "error_type", "integration_status"))
                .containsExactly("-", "404", "DEFAULT_4XX", "-");
        assertThat(text(lines, notFound, "status", "error_type", "integration_status"))
                .containsExactly("404", "-", "404");
        assertThat(text(lines, tooLarge, "resource_path", "status", "error_type"))
                .containsExactly("/post-message", "413", "REQUEST_TOO_LARGE");
        assertThat(text(lines, tooLarge, "client_id"))
                .isEqualTo(text(lines, accepted, "client_id"))
                .doesNotContain("-");
    }

    @Test
    void aThrottledRequestIsALine() throws Exception {
        var stack = stack();
        var api = stack.api().orElseThrow();
        var integrations = stack.functions().stream()
                .flatMap(each -> each.routes().stream()
                        .map(route -> new Integration(route, "function", event -> new Outcome.Failed("unused", "{}"))))
                .toList();
        var rest = new RestApi(api, LocalNames.ACCOUNT, integrations, Authorizer.OPEN, line -> {});
        var lines = Collections.synchronizedList(new ArrayList<String>());
        var log = new AccessLog(api.accessLog().orElseThrow(), lines::add);
        var memory = new MemoryBudget(1024, Duration.ZERO);

        try (var taken = memory.share();
                var gateway = Gateway.start(rest, 0, memory, log, line -> {})) {
            taken.growTo(1024);
            assertThat(send(gateway.uri().resolve("/prod/post-message"), "", 100)
                            .statusCode())
                    .isEqualTo(429);
        }

        assertThat(lines)
                .singleElement()
                .satisfies(line -> assertThat(line).contains("\"status\":\"429\"", "\"error_type\":\"THROTTLED\""));
    }

    @Test
    void theFormatOfTheTemplateNamesNothingThatAClientChooses() {
        var format = stack().api().orElseThrow().accessLog().orElseThrow().format();

        assertThat(format)
                .contains("$context.requestId")
                .doesNotContain("$context.path", "$context.error.message", "userAgent", "authorizer.claims.scope");
    }

    private static Stack stack() {
        var unused = URI.create("http://localhost");
        return Template.read(ProjectFolder.current().resolve("template.yaml"))
                .stack(RunningService.WITH_ACCESS_LOGS, new LocalNames(unused, unused, unused));
    }

    /** Waits until each of these requests has its line. Other tests write lines at the same time. */
    private List<JsonObject> awaitLines(List<String> requestIds) {
        return Waiting.until("the lines of the requests", Duration.ofMillis(50))
                .atMost(Duration.ofMinutes(2))
                .until(
                        () -> Files.readAllLines(service.logFile("ApiAccessLogs")).stream()
                                .filter(line -> requestIds.stream().anyMatch(line::contains) && line.endsWith("}"))
                                .map(line -> JsonParser.parseString(line).getAsJsonObject())
                                .toList(),
                        lines -> lines.size() >= requestIds.size());
    }

    private static String id(HttpResponse<?> response) {
        return response.headers().firstValue("x-amzn-RequestId").orElseThrow();
    }

    private static List<String> text(List<JsonObject> lines, String requestId, String... members) {
        var line = lines.stream()
                .filter(each -> each.get("request_id").getAsString().equals(requestId))
                .findFirst()
                .orElseThrow();
        return List.of(members).stream()
                .map(member -> line.get(member).getAsString())
                .toList();
    }

    private static HttpResponse<String> send(URI uri, String token, int bytes) throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(uri)
                    .header("Authorization", token)
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofByteArray(new byte[bytes]))
                    .build();
            return http.send(request, BodyHandlers.ofString());
        }
    }
}
