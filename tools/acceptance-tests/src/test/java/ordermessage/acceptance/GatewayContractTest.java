package ordermessage.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import ordermessage.harness.ApiClient;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests over HTTP what clients send besides the plainest requests, and what the gateway itself answers. */
@Tag("processes")
@ExtendWith(RunningService.Shared.class)
class GatewayContractTest {
    private static final int MEBIBYTE = 1_048_576;

    private final RunningService service;
    private final ApiClient company;

    GatewayContractTest(RunningService service) {
        this.service = service;
        this.company = service.as(SampleMessage.COMPANY);
    }

    @Test
    void aSlashAtTheEndOfThePathIsRoutedAndLocationLeadsToTheMessage() {
        var sample = SampleMessage.unique("{}");

        var accepted = company.request("POST", "/post-message/", sample.json().getBytes(UTF_8), List.of());

        assertThat(accepted.statusCode()).isEqualTo(202);
        assertThat(accepted.headers().firstValue("Location")).contains("/prod/message/" + sample.messageId());
        assertThat(company.awaitMessage(sample.messageId() + "/")).isEqualTo(sample.storedJson());
    }

    @Test
    void aMessageInGzipIsArchivedAsItsText() {
        var sample = SampleMessage.unique("{\"name\":\"grün\"}");

        assertThat(post(gzip(sample.json()), "Content-Encoding: gzip").statusCode())
                .isEqualTo(202);

        assertThat(service.awaitArchived(sample.archiveKey()))
                .isEqualTo(sample.json().getBytes(UTF_8));
        assertThat(company.awaitMessage(sample.messageId())).isEqualTo(sample.storedJson());
    }

    @Test
    void aPlainBodyThatIsCalledGzipIsAccepted() {
        var plain = SampleMessage.unique().json().getBytes(UTF_8);

        assertThat(post(plain, "Content-Encoding: gzip").statusCode()).isEqualTo(202);
    }

    @Test
    void anotherContentEncodingIsRefusedWithTheOneThatIsSupported() {
        var response = post(new byte[] {1, 2, 3}, "Content-Encoding: br");

        assertProblem(response, 415, "unsupported-content-encoding");
        assertThat(response.headers().firstValue("Accept-Encoding")).contains("gzip");
    }

    @ParameterizedTest
    @CsvSource({
        "application/json;IEEE754Compatible=true,   202",
        "application/json; charset='utf-8',         202",
        "application/json; charset=\"utf-8,          415",
        "application/json; charset=iso-8859-1,      415",
    })
    void theContentTypeIsReadWithItsParameters(String contentType, int status) {
        var message = SampleMessage.unique().json().getBytes(UTF_8);

        assertThat(post(message, "Content-Type: " + contentType).statusCode()).isEqualTo(status);
    }

    @Test
    void twoContentTypesAreRefused() {
        var message = SampleMessage.unique().json().getBytes(UTF_8);

        assertProblem(
                post(message, "Content-Type: text/plain", "Content-Type: application/json"),
                415,
                "unsupported-media-type");
    }

    @Test
    void aPercentEncodedIdIsTheIdThatItEncodes() {
        var sample = SampleMessage.unique();
        service.post(sample.json());
        var stored = service.awaitMessage(sample.messageId());
        var encoded = sample.messageId().chars().mapToObj("%%%02X"::formatted).collect(Collectors.joining());

        assertThat(company.get(encoded).body()).isEqualTo(stored);
    }

    @ParameterizedTest
    @CsvSource({
        "GET,     /nope",
        "GET,     /post-message",
        "PUT,     /post-message",
        "DELETE,  /message/fc0daad3-4f10-4d15-b8c6-276cca111e87",
        "OPTIONS, /post-message",
        "GET,     /",
    })
    void anUnknownRouteIsNotFoundWithOrWithoutATokenAndTheTokenIsNotRepeated(String method, String path) {
        var secret = "secret-" + UUID.randomUUID();

        for (var client : List.of(company, service.withoutToken(), service.withToken(secret))) {
            var response = client.request(method, path);
            assertProblem(response, 404, "unknown-route");
            assertThat(response.body() + response.headers().map()).doesNotContain(secret);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nope", "/post-message", "/message/fc0daad3-4f10-4d15-b8c6-276cca111e87"})
    void aHeadRequestIsNotFoundAndHasNoBody(String path) {
        var response = company.request("HEAD", path);

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.body()).isEmpty();
    }

    @Test
    void aRequestWithoutATokenIsToldWhichSchemeToUse() {
        var response = service.withoutToken().get(UUID.randomUUID().toString());

        assertProblem(response, 401, "unauthorized");
        assertThat(response.headers().firstValue("WWW-Authenticate")).contains("Bearer");
    }

    @Test
    void aBodyOverTheLimitOfTheGatewayIsTooLarge() {
        assertProblem(service.post(" ".repeat(10 * MEBIBYTE + 1)), 413, "body-too-large");
    }

    private HttpResponse<String> post(byte[] body, String... headerLines) {
        return company.request("POST", "/post-message", body, List.of(headerLines));
    }

    private static void assertProblem(HttpResponse<String> response, int status, String anchor) {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(PublishedSchema.named("problem.json").violations(response.body()))
                .isEmpty();
        var id = response.headers().firstValue("x-amzn-RequestId").orElseThrow();
        assertThat(response.body())
                .contains("/docs/api.md#" + anchor + "\"", "\"status\":" + status, "\"request_id\":\"" + id + "\"");
    }

    private static byte[] gzip(String text) {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return bytes.toByteArray();
    }
}
