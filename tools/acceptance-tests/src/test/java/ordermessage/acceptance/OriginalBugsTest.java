package ordermessage.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the system that this one replaces got wrong, by the numbers of its list; each would fail here. */
@ExtendWith(RunningService.Shared.class)
class OriginalBugsTest {
    private final RunningService service;

    OriginalBugsTest(RunningService service) {
        this.service = service;
    }

    @Test
    @DisplayName("1: a table that fails while storing loses nothing")
    void bug1ATableThatFailsWhileStoringLosesNothing() {
        var sample = Sample.unique();
        service.engines().dynamoDb().kill();
        try {
            assertThat(service.post(sample.json()).statusCode()).isEqualTo(202);
            service.awaitArchived(sample.archiveKey());
        } finally {
            service.engines().dynamoDb().restart();
        }
        service.awaitMessage(sample.messageId());
    }

    @Test
    @DisplayName("2: a table that cannot be read is no 404")
    void bug2ATableThatCannotBeReadIsNo404() {
        service.engines().dynamoDb().kill();
        try {
            var response = service.get(UUID.randomUUID().toString());
            assertThat(response.statusCode()).isEqualTo(503);
            assertThat(response.headers().firstValue("Retry-After")).isPresent();
        } finally {
            service.engines().dynamoDb().restart();
        }
    }

    @ParameterizedTest
    @DisplayName("3: metadata of the wrong form or type is refused")
    @ValueSource(strings = {"\"x\"", "[\"a\"]", "1", "true", "{\"a\":1}"})
    void bug3MetadataOfTheWrongFormOrTypeIsRefused(String id) {
        var body = Sample.unique().json().replaceFirst("\"message_id\": \"[^\"]*\"", "\"message_id\": " + id);
        assertThat(service.post(body).statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @DisplayName("4: a body that is no object or no JSON is a 400")
    @ValueSource(strings = {"[]", "null", "\"x\"", "20", "", "{", "x=1"})
    void bug4ABodyThatIsNoObjectOrNoJsonIsA400(String body) {
        assertThat(service.post(body).statusCode()).isEqualTo(400);
    }

    @Test
    @DisplayName("5: a message without data is refused, and one in the queue is put aside at once")
    void bug5AMessageWithoutDataIsNotTriedForEver() {
        var sample = Sample.unique();
        var body = sample.json().replaceFirst(",\\s*\"data\": .*\n", "\n");
        assertThat(service.post(body).statusCode()).isEqualTo(400);
        service.enqueue(body);
        assertThat(service.awaitDeadLetter(body)).containsEntry("reason", "invalid");
        service.awaitDrained();
    }

    @Test
    @DisplayName("6: one bad record does not bring back the others of its batch")
    void bug6OneBadRecordDoesNotBringBackTheOthersOfItsBatch() {
        var good = List.of(Sample.unique(), Sample.unique(), Sample.unique());
        var bodies = new ArrayList<>(good.stream().map(Sample::json).toList());
        bodies.add(1, "not json");
        service.enqueue(bodies);
        good.forEach(sample -> service.awaitMessage(sample.messageId()));
        assertThat(service.awaitDeadLetter("not json")).containsEntry("reason", "unreadable");
        service.awaitDrained();
    }

    @Test
    @DisplayName("7: an id that is taken is never given to another content, also of another company")
    void bug7AnIdThatIsTakenIsNeverGivenToAnotherContent() {
        var first = Sample.unique();
        service.post(first.json());
        service.awaitMessage(first.messageId());
        var second = first.withData("{\"order_amount\": 21}");
        assertThat(service.post(second.json()).statusCode()).isEqualTo(202);
        var elsewhere = new Sample(UUID.randomUUID().toString(), first.messageId(), "{}");
        assertThat(service.as(elsewhere.companyId()).post(elsewhere.json()).statusCode())
                .isEqualTo(202);

        assertThat(service.awaitDeadLetter(second.json()))
                .containsEntry("reason", "conflict")
                .containsEntry("company_id", first.companyId())
                .containsEntry("message_id", first.messageId());
        assertThat(service.archived(first.archiveKey())).contains(first.json().getBytes(UTF_8));
        assertThat(service.awaitArchived(elsewhere.archiveKey()))
                .isEqualTo(elsewhere.json().getBytes(UTF_8));
    }

    @ParameterizedTest
    @DisplayName("8: nothing but a UUID gets into an object's key")
    @ValueSource(strings = {"../../etc/passwd", "a/b", "", "acme", "e0721e56-fb09-4273-ae74-7bcbc92d43eb/x"})
    void bug8NothingButAUuidGetsIntoAnObjectsKey(String companyId) {
        var sample = new Sample(companyId, UUID.randomUUID().toString(), "{}");
        assertThat(service.post(sample.json()).statusCode()).isEqualTo(400);
        service.enqueue(sample.json());
        assertThat(service.awaitDeadLetter(sample.json())).containsEntry("reason", "invalid");
    }

    @Test
    @DisplayName("9: amounts keep their digits and unknown fields stay")
    void bug9AmountsKeepTheirDigitsAndUnknownFieldsStay() {
        var sample = Sample.unique("{\"order_amount\":20,\"fee\":20.10,\"unknown\":{\"n\":[1e400,null]}}");
        service.post(sample.json());
        assertThat(service.awaitMessage(sample.messageId())).isEqualTo(sample.stored());
    }

    @Test
    @DisplayName("10: nothing has a fixed name, so a second deployment does not collide")
    void bug10NothingHasAFixedName() {
        var template = RunningService.template();
        assertThat(template).doesNotContainPattern("(?m)^ {6}(BucketName|TableName|QueueName|FunctionName|RoleName):");
    }

    @Test
    @DisplayName("12: answers are JSON with the status that is meant")
    void bug12AnswersAreJsonWithTheStatusThatIsMeant() {
        var sample = Sample.unique();
        var response = service.post(sample.json());
        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(response.body())
                .isEqualTo("{\"message_id\":\"" + sample.messageId() + "\",\"status\":\"accepted\"}");
        assertThat(response.headers().map()).containsEntry("Location", List.of("/prod/message/" + sample.messageId()));
    }
}
