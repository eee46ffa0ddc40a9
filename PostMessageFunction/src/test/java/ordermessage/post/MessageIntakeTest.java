package ordermessage.post;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import ordermessage.http.Answer;
import ordermessage.http.ApiRequest;
import ordermessage.http.Caller;
import ordermessage.http.ProblemType;
import ordermessage.json.JsonText;
import ordermessage.message.ContentDigest;
import ordermessage.message.FieldError;
import ordermessage.message.Message;
import ordermessage.message.MessageKey;
import ordermessage.message.Uuid;
import ordermessage.ports.StorageUnavailableException;
import ordermessage.ports.StoredContents;
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

    private static final Uuid COMPANY = new Uuid("e0721e56-fb09-4273-ae74-7bcbc92d43eb");
    private static final Caller OWNER = new Caller.Company(COMPANY);

    private final List<QueueBody> enqueued = new ArrayList<>();
    private final Contents stored = new Contents();
    private final MessageIntake intake =
            new MessageIntake(new MetadataSchema(), stored, (message, company) -> enqueued.add(message));

    @Test
    void aValidMessageIsEnqueuedAsItWasPostedAndAccepted() {
        var answer = (Answer.Success) intake.take(posted(OWNER, SAMPLE));
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
    void aBodyThatIsNotAMessageIsRefusedWithPointersAndNotEnqueued(String body, String outcome) {
        var problem = ((Answer.Refusal) intake.take(posted(OWNER, body))).problem();
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
    void aMessageOfAnotherCompanyIsForbiddenAndNotEnqueued() {
        var other = new Caller.Company(new Uuid("00000000-0000-4000-8000-000000000002"));

        var problem = ((Answer.Refusal) intake.take(posted(other, SAMPLE))).problem();

        assertThat(problem.type()).isEqualTo(ProblemType.FORBIDDEN);
        assertThat(problem.errors()).extracting(FieldError::pointer).containsExactly("/metadata/company_id");
        assertThat(enqueued).isEmpty();
    }

    @Test
    void aCompanyMayWriteItsIdInCapitals() {
        var posted =
                posted(OWNER, SAMPLE.replace(COMPANY.value(), COMPANY.value().toUpperCase(Locale.ROOT)));

        assertThat(intake.take(posted)).isInstanceOf(Answer.Success.class);
    }

    @Test
    void anInvalidMessageOfAnotherCompanyIsInvalidAndNotForbidden() {
        var other = new Caller.Company(new Uuid("00000000-0000-4000-8000-000000000002"));
        var posted = posted(other, SAMPLE.replace("2023-12-10T22:02:38Z", "today"));

        assertThat(refusal(intake.take(posted))).isEqualTo("invalid-message");
    }

    @Test
    void onSamLocalAnybodyMaySendForEveryCompany() {
        assertThat(intake.take(posted(new Caller.Anybody(), SAMPLE))).isInstanceOf(Answer.Success.class);
    }

    @Test
    void moreThanHundredThousandValuesAreRefused() {
        var values = "\"data\": {\"x\": [0" + ",0".repeat(JsonText.MAX_VALUES) + "], ";

        var problem = ((Answer.Refusal) intake.take(posted(OWNER, SAMPLE.replace("\"data\": {", values)))).problem();

        assertThat(problem.type()).isEqualTo(ProblemType.MALFORMED_BODY);
        assertThat(problem.detail()).isEqualTo("The body has more than 100000 values.");
        assertThat(enqueued).isEmpty();
    }

    @Test
    void bytesThatAreNotUtf8AreRefused() {
        var bytes = SAMPLE.getBytes(StandardCharsets.ISO_8859_1);
        assertThat(refusal(intake.take(posted(OWNER, null, ByteBuffer.wrap(bytes)))))
                .isEqualTo("malformed-body");
    }

    @Test
    void oneMebibyteIsAcceptedAndOneByteMoreIsNot() {
        assertThat(intake.take(posted(OWNER, sampleOfSize(QueueBody.MAX_BYTES))))
                .isInstanceOf(Answer.Success.class);
        assertThat(refusal(intake.take(posted(OWNER, sampleOfSize(QueueBody.MAX_BYTES + 1)))))
                .isEqualTo("body-too-large");
        assertThat(enqueued).hasSize(1);
    }

    @Test
    void aBodyThatExceedsTheLimitInBase64IsTooLarge() {
        var text = sampleOfSize(900_000).replace("grün", "gr\uFFFEn");
        assertThat(refusal(intake.take(posted(OWNER, text)))).isEqualTo("body-too-large");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "application/json",
                "Application/JSON",
                " application/json ",
                "application/json;",
                "application/json ; ; charset=utf-8",
                "application/json; charset=utf-8",
                "application/json; CHARSET=utf8",
                "application/json;charset=\"UTF-8\"",
                "application/json; charset='utf-8'",
                "application/json;IEEE754Compatible=true",
                "application/json; version=1; charset=utf-8",
                "application/json; profile=\"a;charset=x \\\" b\"; charset=utf-8",
                "application/vnd.acme.order+json",
                "application/vnd.acme.order+json; v=1"
            })
    void jsonMediaTypesAreAccepted(String contentType) {
        assertThat(intake.take(posted(OWNER, SAMPLE, contentType))).isInstanceOf(Answer.Success.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ";",
                "json",
                "text/plain",
                "application/x-www-form-urlencoded",
                "application/jsonp",
                "application/json charset=utf-8",
                "application/json; charset",
                "application/json; charset=",
                "application/json; charset = utf-8",
                "application/json; charset=iso-8859-1",
                "application/json; charset=utf-16",
                "application/json; charset=utf-8; charset=utf-16",
                "application/json; charset=\"utf-8",
                "application/json; charset=utf-8\"",
                "application/json; charset='utf-8",
                "application/json; version=\"1",
                "application/json; version=1, text/plain",
                "application/json, application/json",
                "application/json-seq",
                "text/json, application/json"
            })
    void otherMediaTypesAreRefused(String contentType) {
        assertThat(refusal(intake.take(posted(OWNER, SAMPLE, contentType)))).isEqualTo("unsupported-media-type");
        assertThat(enqueued).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\a", "ab", "; a=\"b\""})
    void aMediaTypeAsLongAsTheGatewayAllowsIsRead(String part) {
        var parameter = part.startsWith(";") ? part.repeat(1_000) : "; a=\"" + part.repeat(5_000) + "\"";

        assertThat(intake.take(posted(OWNER, SAMPLE, "application/json" + parameter)))
                .isInstanceOf(Answer.Success.class);
    }

    @Test
    void aMessageThatTheQueueDoesNotConfirmIsNotCalledAccepted() {
        var failing = new MessageIntake(new MetadataSchema(), stored, (message, company) -> {
            throw new QueueUnavailableException(new IllegalStateException("unreachable"));
        });
        var answer = (Answer.Refusal) failing.take(posted(OWNER, SAMPLE));
        assertThat(answer.problem().type().status()).isEqualTo(503);
        assertThat(answer.problem().detail())
                .isEqualTo(
                        "The queue did not confirm the message. Send it again: a message that arrives twice is stored once.");
        assertThat(answer.headers()).containsKey("Retry-After");
    }

    @Test
    void aMessageThatIsStoredIsAnsweredAtOnceAndNotEnqueued() {
        stored.messages.add(Message.read(SAMPLE.replace(": ", ":")));

        var answer = (Answer.Success) intake.take(posted(OWNER, SAMPLE));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(JsonText.write(answer.body()))
                .isEqualTo("{\"message_id\":\"FC0DAAD3-4f10-4d15-b8c6-276cca111e87\",\"status\":\"stored\"}");
        assertThat(answer.headers())
                .isEqualTo(Map.of("Location", "/prod/message/FC0DAAD3-4f10-4d15-b8c6-276cca111e87"));
        assertThat(enqueued).isEmpty();
    }

    @Test
    void differentContentThanTheStoredOneIsAConflictAndNotEnqueued() {
        stored.messages.add(Message.read(SAMPLE.replace("20.10", "20.1")));

        assertThat(refusal(intake.take(posted(OWNER, SAMPLE)))).isEqualTo("conflict");
        assertThat(enqueued).isEmpty();
    }

    @Test
    void onlyTheKeyOfAValidMessageOfTheCallerIsRead() {
        var other = new Caller.Company(new Uuid("00000000-0000-4000-8000-000000000002"));
        intake.take(posted(other, SAMPLE));
        intake.take(posted(OWNER, SAMPLE.replace("2023-12-10T22:02:38Z", "today")));
        intake.take(posted(OWNER, sampleOfSize(900_000).replace("grün", "gr\uFFFEn")));
        assertThat(stored.asked).isEmpty();

        intake.take(posted(OWNER, SAMPLE));

        assertThat(stored.asked)
                .containsExactly(new MessageKey(COMPANY, new Uuid("fc0daad3-4f10-4d15-b8c6-276cca111e87")));
    }

    @Test
    void aMessageIsAcceptedWhenTheTableDoesNotAnswer() {
        stored.fails = true;

        assertThat(((Answer.Success) intake.take(posted(OWNER, SAMPLE))).status())
                .isEqualTo(202);
        assertThat(enqueued).hasSize(1);
    }

    @Test
    void aMessageWithoutDataAlsoGetsItsMetadataErrors() {
        var answer = (Answer.Refusal) intake.take(posted(OWNER, "{\"metadata\":{\"message_id\":\"x\"}}"));
        assertThat(answer.problem().errors()).hasSize(4);
    }

    private static String sampleOfSize(int bytes) {
        int padding = bytes - SAMPLE.getBytes(StandardCharsets.UTF_8).length;
        return SAMPLE.replace("grün", "grün" + "x".repeat(padding));
    }

    private static ApiRequest posted(Caller caller, String body) {
        return posted(caller, null, StandardCharsets.UTF_8.encode(body));
    }

    private static ApiRequest posted(Caller caller, String body, String contentType) {
        return posted(caller, contentType, StandardCharsets.UTF_8.encode(body));
    }

    private static ApiRequest posted(Caller caller, String contentType, ByteBuffer body) {
        return new ApiRequest(caller, contentType, null, body, "/prod", "/post-message", Map.of(), Map.of());
    }

    private static String refusal(Answer answer) {
        return ((Answer.Refusal) answer).problem().type().anchor();
    }

    private static final class Contents implements StoredContents {
        private final List<MessageKey> asked = new ArrayList<>();
        private final List<Message> messages = new ArrayList<>();
        private boolean fails;

        @Override
        public Optional<ContentDigest> find(MessageKey key) {
            asked.add(key);
            if (fails) {
                throw new StorageUnavailableException(new IllegalStateException("down"));
            }
            return messages.stream()
                    .filter(message -> message.key().equals(key))
                    .map(Message::digest)
                    .findFirst();
        }
    }
}
