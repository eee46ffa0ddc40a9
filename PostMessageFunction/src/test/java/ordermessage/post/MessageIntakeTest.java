package ordermessage.post;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import ordermessage.http.Answer;
import ordermessage.json.JsonText;
import ordermessage.message.FieldError;
import ordermessage.queue.QueueBody;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageIntakeTest {
    private static final String SAMPLE = """
            {
              "metadata": {
                "message_time": "2023-12-10T22:02:38Z",
                "company_id": "e0721e56-fb09-4273-ae74-7bcbc92d43eb",
                "message_id": "FC0DAAD3-4f10-4d15-b8c6-276cca111e87"
              },
              "data": {"order_amount": 20.10, "note": "grün"}
            }
            """;

    private final List<QueueBody> enqueued = new ArrayList<>();
    private final MessageIntake intake = new MessageIntake(new MetadataSchema(), enqueued::add);

    @Test
    void aValidMessageIsEnqueuedAsItWasPostedAndAccepted() {
        var answer = (Answer.Success) intake.take(posted(SAMPLE));
        assertThat(enqueued).containsExactly(new QueueBody(SAMPLE, Optional.empty()));
        assertThat(answer.status()).isEqualTo(202);
        assertThat(JsonText.write(answer.body()))
                .isEqualTo("{\"message_id\":\"FC0DAAD3-4f10-4d15-b8c6-276cca111e87\",\"status\":\"accepted\"}");
        assertThat(answer.headers())
                .isEqualTo(
                        Map.of("Location", "/prod/message/FC0DAAD3-4f10-4d15-b8c6-276cca111e87", "Retry-After", "1"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``|malformed-body",
                "x|malformed-body",
                "{|malformed-body",
                "{}{}|malformed-body",
                "{\"metadata\":{},\"metadata\":{},\"data\":{}}|malformed-body",
                "NaN|malformed-body",
                "[]|invalid-message",
                "null|invalid-message",
                "\"x\"|invalid-message",
                "20|invalid-message",
                "{}|invalid-message /metadata /data",
                "{\"metadata\":null,\"data\":{}}|invalid-message /metadata",
                "{\"metadata\":[],\"data\":[]}|invalid-message /metadata /data",
                "{\"metadata\":{}}|invalid-message /data /metadata/message_time /metadata/company_id /metadata/message_id",
            })
    void whatIsNoMessageIsRefusedWithItsPointersAndNotEnqueued(String body, String outcome) {
        var problem = ((Answer.Refusal) intake.take(posted(body))).problem();
        assertThat(problem.type().status()).isEqualTo(400);
        var pointers = problem.errors().stream()
                .map(FieldError::pointer)
                .filter(pointer -> !pointer.isEmpty())
                .toList();
        var expected = List.of(outcome.split(" ", -1));
        assertThat(problem.type().anchor()).isEqualTo(expected.getFirst());
        assertThat(pointers).isEqualTo(expected.subList(1, expected.size()));
        assertThat(enqueued).isEmpty();
    }

    @Test
    void bytesThatAreNoUtf8AreRefused() {
        var bytes = SAMPLE.getBytes(StandardCharsets.ISO_8859_1);
        assertThat(refusal(intake.take(new PostedBody(Optional.empty(), ByteBuffer.wrap(bytes), ""))))
                .isEqualTo("malformed-body");
    }

    @Test
    void oneMebibyteIsAcceptedAndOneByteMoreIsNot() {
        assertThat(intake.take(posted(sampleOfSize(QueueBody.LARGEST)))).isInstanceOf(Answer.Success.class);
        assertThat(refusal(intake.take(posted(sampleOfSize(QueueBody.LARGEST + 1)))))
                .isEqualTo("body-too-large");
        assertThat(enqueued).hasSize(1);
    }

    @Test
    void aBodyThatGrowsOverTheLimitInBase64IsTooLarge() {
        var text = sampleOfSize(900_000).replace("grün", "gr\uFFFEn");
        assertThat(refusal(intake.take(posted(text)))).isEqualTo("body-too-large");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "Application/JSON",
                "application/json; charset=utf-8",
                "application/json;charset=\"UTF-8\"",
                "application/vnd.acme.order+json"
            })
    void jsonMediaTypesAreTaken(String contentType) {
        assertThat(intake.take(posted(SAMPLE, contentType))).isInstanceOf(Answer.Success.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "text/plain",
                "application/x-www-form-urlencoded",
                "application/jsonp",
                "application/json; charset=iso-8859-1",
                "application/json-seq",
                "text/json, application/json"
            })
    void otherMediaTypesAreRefused(String contentType) {
        assertThat(refusal(intake.take(posted(SAMPLE, contentType)))).isEqualTo("unsupported-media-type");
        assertThat(enqueued).isEmpty();
    }

    @Test
    void nothingIsAcceptedThatTheQueueHasNotTaken() {
        var failing = new MessageIntake(new MetadataSchema(), message -> {
            throw new QueueUnavailable(new IllegalStateException("unreachable"));
        });
        var answer = (Answer.Refusal) failing.take(posted(SAMPLE));
        assertThat(answer.problem().type().status()).isEqualTo(503);
        assertThat(answer.headers()).containsKey("Retry-After");
    }

    @Test
    void theMetadataErrorsOfAMessageWithoutDataAreNotHeldBack() {
        var answer = (Answer.Refusal) intake.take(posted("{\"metadata\":{\"message_id\":\"x\"}}"));
        assertThat(answer.problem().errors()).hasSize(4);
    }

    private static String sampleOfSize(int bytes) {
        int padding = bytes - SAMPLE.getBytes(StandardCharsets.UTF_8).length;
        return SAMPLE.replace("grün", "grün" + "x".repeat(padding));
    }

    private static PostedBody posted(String body) {
        return new PostedBody(Optional.empty(), StandardCharsets.UTF_8.encode(body), "/prod");
    }

    private static PostedBody posted(String body, String contentType) {
        return new PostedBody(Optional.of(contentType), StandardCharsets.UTF_8.encode(body), "/prod");
    }

    private static String refusal(Answer answer) {
        return ((Answer.Refusal) answer).problem().type().anchor();
    }
}
