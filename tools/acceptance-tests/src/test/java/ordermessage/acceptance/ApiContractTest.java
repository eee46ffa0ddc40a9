package ordermessage.acceptance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests over HTTP that the API does what docs/api.md and docs/openapi.yaml describe. */
@Tag("processes")
@Isolated("It stops an engine of the shared service")
@ExtendWith(RunningService.Shared.class)
class ApiContractTest {
    private static final int MEBIBYTE = 1_048_576;

    private final RunningService service;

    ApiContractTest(RunningService service) {
        this.service = service;
    }

    @Test
    void aStoredMessageIsReturnedAsItWasSentWithItsArchiveKeyAdded() {
        var sample = SampleMessage.unique(
                "{\"order_id\":\"a\",\"order_time\":\"2023-12-10T22:00:00Z\",\"order_amount\":20}");
        assertResponse(service.post(sample.json()), 202, "accepted.json");
        assertThat(service.awaitMessage(sample.messageId())).isEqualTo(sample.storedJson());
        assertResponse(service.get(sample.messageId()), 200, "stored-message.json");
    }

    @Test
    void aStoredMessageThatIsPostedAgainIsAnsweredAtOnceAndNotEnqueued() {
        var sample = SampleMessage.unique("{\"a\":1,\"b\":2}");
        service.post(sample.json());
        service.awaitMessage(sample.messageId());

        var again = service.post(sample.json().replace("{\"a\":1,\"b\":2}", "{ \"b\":2, \"a\":1 }"));

        assertResponse(again, 200, "accepted.json");
        assertThat(again.body()).contains("\"status\":\"stored\"");
        assertThat(again.headers().firstValue("Location")).contains("/prod/message/" + sample.messageId());
    }

    @Test
    void differentContentUnderAStoredIdIsAConflictAndIsNowhereAfterwards() {
        var sample = SampleMessage.unique("{\"order_amount\":20}");
        service.post(sample.json());
        service.awaitMessage(sample.messageId());

        assertProblem(service.post(sample.withData("{\"order_amount\":21}").json()), 409, "conflict");

        service.awaitDrained();
        assertThat(service.get(sample.messageId()).body()).isEqualTo(sample.storedJson());
    }

    /** docs/api.md says so. */
    @Test
    void theSameMessageWithItsIdInAnotherCaseIsAConflict() {
        var sample = SampleMessage.unique();
        service.post(sample.json());
        service.awaitMessage(sample.messageId());
        var otherCase =
                sample.json().replace(sample.messageId(), sample.messageId().toUpperCase(Locale.ROOT));

        assertProblem(service.post(otherCase), 409, "conflict");
    }

    @Test
    void theIdOfAnotherCompanysMessageIsNotAConflict() {
        var sample = SampleMessage.unique();
        service.post(sample.json());
        service.awaitMessage(sample.messageId());
        var other = sample.withCompanyId(UUID.randomUUID().toString()).withData("{}");

        assertThat(service.as(other.companyId()).post(other.json()).statusCode())
                .isEqualTo(202);
    }

    @Test
    void oneResponseListsEveryMetadataErrorWithItsJsonPointer() {
        var response = service.post("{\"metadata\":{\"message_time\":\"yesterday\",\"company_id\":7},\"data\":[]}");
        assertProblem(response, 400, "invalid-message");
        assertThat(response.body())
                .contains("/data", "/metadata/message_time", "/metadata/company_id", "/metadata/message_id")
                .doesNotContain("yesterday");
    }

    @Test
    void aBodyThatIsNotValidUtf8IsRefused() {
        var body = SampleMessage.unique("{\"name\":\"grün\"}").json().getBytes(ISO_8859_1);
        assertProblem(service.post(body, "application/json"), 400, "malformed-body");
    }

    @Test
    void aRequestWithoutABodyIsRefused() {
        assertProblem(service.request("POST", "/post-message"), 400, "malformed-body");
    }

    @Test
    void aContentTypeOtherThanJsonIsRefused() {
        assertProblem(
                service.post(SampleMessage.unique().json().getBytes(UTF_8), "text/plain"),
                415,
                "unsupported-media-type");
    }

    @Test
    void oneMebibyteIsAcceptedAndOneByteMoreIsRefused() {
        var sample = padded(SampleMessage.unique("{\"padding\":\"\"}"), MEBIBYTE);
        assertThat(sample.json().getBytes(UTF_8)).hasSize(MEBIBYTE);
        assertResponse(service.post(sample.json()), 202, "accepted.json");
        assertThat(service.awaitMessage(sample.messageId())).isEqualTo(sample.storedJson());
        assertThat(service.indexed(sample.messageId()))
                .singleElement()
                .satisfies(item -> assertThat(item).doesNotContainKey("body"));

        assertProblem(
                service.post(padded(SampleMessage.unique("{\"padding\":\"\"}"), MEBIBYTE + 1)
                        .json()),
                413,
                "body-too-large");
    }

    @Test
    void anIdInUpperCaseIdentifiesTheSameMessage() {
        var sample = SampleMessage.unique("{}");
        var sent = sample.json().replace(sample.messageId(), sample.messageId().toUpperCase(Locale.ROOT));
        service.post(sent);
        assertThat(service.awaitMessage(sample.messageId()))
                .isEqualTo(sample.storedJson()
                        .replaceFirst(sample.messageId(), sample.messageId().toUpperCase(Locale.ROOT)));
        assertThat(service.get(sample.messageId().toUpperCase(Locale.ROOT)).statusCode())
                .isEqualTo(200);
        assertThat(service.archived(sample.archiveKey())).contains(sent.getBytes(UTF_8));
    }

    @Test
    void anUnknownIdIsNotFound() {
        assertProblem(service.get(UUID.randomUUID().toString()), 404, "message-not-found");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "fc0daad34f104d15b8c6276cca111e87",
                "%2e%2e%2f%2e%2e",
                "fc0daad3-4f10-4d15-b8c6-276cca111e87%00",
                "fc0daad3-4f10-4d15-b8c6-276cca111e87%0a",
                "%F0%9F%98%80"
            })
    void anIdThatIsNotAUuidIsRefused(String id) {
        assertProblem(service.get(id), 400, "invalid-message-id");
    }

    @Test
    void noMessageIsAcceptedWhileTheQueueIsUnreachable() {
        var sample = SampleMessage.unique();
        service.engines().sqs().kill();
        try {
            var response = service.post(sample.json());
            assertProblem(response, 503, "service-unavailable");
            assertThat(response.headers().firstValue("Retry-After")).isPresent();
        } finally {
            service.engines().sqs().restart();
        }
        assertThat(service.get(sample.messageId()).statusCode()).isEqualTo(404);
    }

    private static SampleMessage padded(SampleMessage sample, int size) {
        int missing = size - sample.json().getBytes(UTF_8).length;
        return sample.withData("{\"padding\":\"" + "x".repeat(missing) + "\"}");
    }

    private static void assertProblem(HttpResponse<String> response, int status, String anchor) {
        assertResponse(response, status, "problem.json");
        assertThat(response.body()).contains("/docs/api.md#" + anchor + "\"");
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
    }

    private static void assertResponse(HttpResponse<String> response, int status, String schema) {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(PublishedSchema.named(schema).violations(response.body())).isEmpty();
        assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(response.headers().firstValue("X-Request-Id")).isPresent();
    }
}
