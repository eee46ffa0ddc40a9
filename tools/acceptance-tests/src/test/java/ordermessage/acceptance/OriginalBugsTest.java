package ordermessage.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import ordermessage.harness.Waiting;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests for the bugs of the system that this one replaces, numbered as in the list of those bugs. The old system would
 * fail each of these tests.
 */
@Tag("processes")
@Isolated("It stops an engine of the shared service")
@ExtendWith(RunningService.Shared.class)
class OriginalBugsTest {
    private final RunningService service;

    OriginalBugsTest(RunningService service) {
        this.service = service;
    }

    @Test
    @DisplayName("1: no message is lost when the table fails while a message is stored")
    void bug1NoMessageIsLostWhenTheTableFails() {
        var sample = SampleMessage.unique();
        service.engines().dynamoDb().kill();
        try {
            assertThat(service.post(sample.json()).statusCode()).isEqualTo(202);
            awaitFailure(sample);
        } finally {
            service.engines().dynamoDb().restart();
        }
        service.awaitMessage(sample.messageId());
    }

    /** Waits until the processor has tried to store a message and failed. */
    private void awaitFailure(SampleMessage sample) {
        Waiting.until("a failed attempt to store " + sample.messageId(), Duration.ofMillis(100))
                .until(() -> service.logs()
                        .lines()
                        .anyMatch(
                                line -> line.contains(sample.messageId()) && line.contains("\"outcome\":\"failed\"")));
    }

    @Test
    @DisplayName("2: a GET is not answered with 404 when the table cannot be read")
    void bug2AnUnreadableTableIsNotAnsweredWith404() {
        service.engines().dynamoDb().kill();
        try {
            var response = service.get(UUID.randomUUID().toString());
            assertThat(response.statusCode()).isEqualTo(503);
            assertThat(response.headers().firstValue("Retry-After")).isPresent();
            assertThat(service.request("GET", "/messages").statusCode()).isEqualTo(503);
        } finally {
            service.engines().dynamoDb().restart();
        }
    }

    @ParameterizedTest
    @DisplayName("3: metadata with the wrong format or type is refused")
    @ValueSource(strings = {"\"x\"", "[\"a\"]", "1", "true", "{\"a\":1}"})
    void bug3MetadataWithTheWrongFormatOrTypeIsRefused(String id) {
        var body = SampleMessage.unique().json().replaceFirst("\"message_id\": \"[^\"]*\"", "\"message_id\": " + id);
        assertThat(service.post(body).statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @DisplayName("4: a body that is not a JSON object is answered with 400")
    @ValueSource(strings = {"[]", "null", "\"x\"", "20", "", "{", "x=1"})
    void bug4ABodyThatIsNotAJsonObjectIsAnsweredWith400(String body) {
        assertThat(service.post(body).statusCode()).isEqualTo(400);
    }

    @Test
    @DisplayName(
            "5: a message without data is refused; if it is in the queue, it moves to the dead-letter queue at once")
    void bug5AMessageWithoutDataIsNotRetriedEndlessly() {
        var sample = SampleMessage.unique();
        var body = sample.json().replaceFirst(",\\s*\"data\": .*\n", "\n");
        assertThat(service.post(body).statusCode()).isEqualTo(400);
        service.enqueue(body);
        assertThat(service.awaitDeadLetter(body)).containsEntry("reason", "invalid");
        service.awaitDrained();
    }

    @Test
    @DisplayName("6: one bad record does not cause a retry of the other records of its batch")
    void bug6OneBadRecordDoesNotCauseARetryOfTheOthers() {
        var good = List.of(SampleMessage.unique(), SampleMessage.unique(), SampleMessage.unique());
        var bodies = new ArrayList<>(good.stream().map(SampleMessage::json).toList());
        bodies.add(1, "not json");
        service.enqueue(bodies);
        good.forEach(sample -> service.awaitMessage(sample.messageId()));
        assertThat(service.awaitDeadLetter("not json")).containsEntry("reason", "unreadable");
        service.awaitDrained();
    }

    @Test
    @DisplayName("7: a message never replaces another message with the same id, also not one of another company")
    void bug7AMessageNeverReplacesAnotherWithTheSameId() {
        var first = SampleMessage.unique();
        service.post(first.json());
        service.awaitMessage(first.messageId());
        var second = first.withData("{\"order_amount\": 21}");
        service.enqueue(second.json());
        var otherCompany = new SampleMessage(UUID.randomUUID().toString(), first.messageId(), "{}");
        assertThat(service.as(otherCompany.companyId())
                        .post(otherCompany.json())
                        .statusCode())
                .isEqualTo(202);

        assertThat(service.awaitDeadLetter(second.json()))
                .containsEntry("reason", "conflict")
                .containsEntry("company_id", first.companyId())
                .containsEntry("message_id", first.messageId());
        assertThat(service.archived(first.archiveKey())).contains(first.json().getBytes(UTF_8));
        assertThat(service.awaitArchived(otherCompany.archiveKey()))
                .isEqualTo(otherCompany.json().getBytes(UTF_8));
    }

    @ParameterizedTest
    @DisplayName("8: a company id that is not a UUID is refused, so it never becomes part of an object key")
    @ValueSource(strings = {"../../etc/passwd", "a/b", "", "acme", "e0721e56-fb09-4273-ae74-7bcbc92d43eb/x"})
    void bug8ACompanyIdThatIsNotAUuidIsRefused(String companyId) {
        var sample = new SampleMessage(companyId, UUID.randomUUID().toString(), "{}");
        assertThat(service.post(sample.json()).statusCode()).isEqualTo(400);
        service.enqueue(sample.json());
        assertThat(service.awaitDeadLetter(sample.json())).containsEntry("reason", "invalid");
    }

    @Test
    @DisplayName("9: amounts keep their digits, and unknown fields are kept")
    void bug9AmountsKeepTheirDigitsAndUnknownFieldsAreKept() {
        var sample = SampleMessage.unique("{\"order_amount\":20,\"fee\":20.10,\"unknown\":{\"n\":[1e400,null]}}");
        service.post(sample.json());
        assertThat(service.awaitMessage(sample.messageId())).isEqualTo(sample.storedJson());
    }

    @Test
    @DisplayName("10: no resource has a fixed name, so a second deployment is possible")
    void bug10NoResourceHasAFixedName() {
        // A name that contains that of the stack is not fixed. CodeDeploy demands its beginning.
        var template =
                RunningService.template().replace("      FunctionName: !Sub CodeDeployHook_${AWS::StackName}\n", "");
        assertThat(template).doesNotContainPattern("(?m)^ {6}(BucketName|TableName|QueueName|FunctionName|RoleName):");
    }

    @Test
    @DisplayName("12: responses are JSON and have the right status")
    void bug12ResponsesAreJsonAndHaveTheRightStatus() {
        var sample = SampleMessage.unique();
        var response = service.post(sample.json());
        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(response.body())
                .isEqualTo("{\"message_id\":\"" + sample.messageId() + "\",\"status\":\"accepted\"}");
        assertThat(response.headers().map()).containsEntry("Location", List.of("/prod/message/" + sample.messageId()));
    }
}
