package ordermessage.get;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Instant;
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
import ordermessage.message.Message;
import ordermessage.message.MessageKey;
import ordermessage.message.Uuid;
import ordermessage.ports.IndexEntry;
import ordermessage.ports.IndexedMessages;
import ordermessage.ports.StorageUnavailableException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageLookupTest {
    private static final Uuid COMPANY = new Uuid("e0721e56-fb09-4273-ae74-7bcbc92d43eb");
    private static final Uuid OTHER_COMPANY = new Uuid("00000000-0000-4000-8000-000000000002");
    private static final Uuid MESSAGE = new Uuid("fc0daad3-4f10-4d15-b8c6-276cca111e87");
    private static final Uuid UNKNOWN = new Uuid("00000000-0000-4000-8000-000000000001");
    private static final Caller OWNER = new Caller.Company(COMPANY);
    private static final Caller OTHER = new Caller.Company(OTHER_COMPANY);
    private static final String STORED = """
            {"metadata":{"message_time":"2023-12-10T22:02:38Z",\
            "company_id":"e0721e56-fb09-4273-ae74-7bcbc92d43eb",\
            "message_id":"fc0daad3-4f10-4d15-b8c6-276cca111e87"},"data":{"order_amount":20.10}}""";

    private final OneMessage index = new OneMessage();
    private final MessageLookup lookup = new MessageLookup(index, key -> {
        throw new AssertionError("Read from the archive: " + key);
    });

    @Test
    void theOwnerGetsTheMessageWithItsArchiveKey() {
        var answer = (Answer.Success) lookup.find(request(OWNER, MESSAGE.value()));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(JsonText.write(answer.body()))
                .isEqualTo(STORED.replace(
                        "},\"data\"", ",\"message_s3_key\":\"" + COMPANY + "/" + MESSAGE + ".json\"},\"data\""));
    }

    @Test
    void aMessageIdCanBeInUpperCase() {
        assertThat(lookup.find(request(OWNER, MESSAGE.value().toUpperCase(Locale.ROOT))))
                .isInstanceOf(Answer.Success.class);
    }

    @Test
    void theAnswerForAMessageOfAnotherCompanyEqualsThatForAnUnknownMessage() {
        var anothers = lookup.find(request(OTHER, MESSAGE.value()));
        var unknown = lookup.find(request(OTHER, UNKNOWN.value()));

        assertThat(anothers).isEqualTo(unknown);
        assertThat(((Answer.Refusal) anothers).problem().type()).isEqualTo(ProblemType.MESSAGE_NOT_FOUND);
        assertThat(index.asked)
                .containsExactly(new MessageKey(OTHER_COMPANY, MESSAGE), new MessageKey(OTHER_COMPANY, UNKNOWN));
    }

    @Test
    void onSamLocalAnybodyGetsEveryMessage() {
        assertThat(lookup.find(request(new Caller.Anybody(), MESSAGE.value()))).isInstanceOf(Answer.Success.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "x", "../fc0daad3-4f10-4d15-b8c6-276cca111e87", "fc0daad3-4f10-4d15-b8c6-276cca111e87\0"})
    void anIdThatIsNotAUuidIsRefusedWithoutARead(String id) {
        var problem = ((Answer.Refusal) lookup.find(request(OWNER, id))).problem();

        assertThat(problem.type()).isEqualTo(ProblemType.INVALID_MESSAGE_ID);
        assertThat(index.asked).isEmpty();
    }

    @Test
    void anIndexThatCannotBeReadIsNotAMissingMessage() {
        index.fails = true;

        var answer = (Answer.Refusal) lookup.find(request(OWNER, MESSAGE.value()));

        assertThat(answer.problem().type()).isEqualTo(ProblemType.SERVICE_UNAVAILABLE);
        assertThat(answer.headers()).containsKey("Retry-After");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "not json",
                "[]",
                "{\"metadata\":{\"message_id\":\"fc0daad3-4f10-4d15-b8c6-276cca111e87\"},\"data\":{\"secret\":1}}"
            })
    void anArchivedContentWithAnotherDigestIsNotShown(String replaced) {
        index.entry = withoutBody(index.entry);

        var answer = (Answer.Refusal) new MessageLookup(index, key -> replaced).find(request(OWNER, MESSAGE.value()));

        assertThat(answer.problem().type()).isEqualTo(ProblemType.INTERNAL_ERROR);
        assertThat(answer.problem().detail()).doesNotContain("secret");
    }

    @Test
    void aTextInTheEntryWithAnotherDigestIsNotShown() {
        index.entry = withBody(index.entry, STORED.replace("20.10", "20.11"));

        var answer = (Answer.Refusal) lookup.find(request(OWNER, MESSAGE.value()));

        assertThat(answer.problem().type()).isEqualTo(ProblemType.INTERNAL_ERROR);
    }

    /** The digest compares JSON values, as everywhere. */
    @Test
    void anArchivedTextWithOtherWhiteSpaceIsShown() {
        index.entry = withoutBody(index.entry);

        assertThat(new MessageLookup(index, key -> STORED.replace(",", ",\n")).find(request(OWNER, MESSAGE.value())))
                .isInstanceOf(Answer.Success.class);
    }

    private static IndexEntry withoutBody(IndexEntry entry) {
        return new IndexEntry(
                entry.key(),
                entry.messageTime(),
                entry.archiveKey(),
                entry.digest(),
                entry.receivedAt(),
                entry.storedAt(),
                entry.orderId(),
                Optional.empty());
    }

    private static IndexEntry withBody(IndexEntry entry, String body) {
        return new IndexEntry(
                entry.key(),
                entry.messageTime(),
                entry.archiveKey(),
                entry.digest(),
                entry.receivedAt(),
                entry.storedAt(),
                entry.orderId(),
                Optional.of(body));
    }

    private static ApiRequest request(Caller caller, String messageId) {
        return new ApiRequest(
                caller,
                null,
                null,
                ByteBuffer.allocate(0),
                "/prod",
                "/message/" + messageId,
                Map.of("message_id", messageId),
                Map.of());
    }

    private static final class OneMessage implements IndexedMessages {
        private IndexEntry entry = IndexEntry.of(Message.read(STORED), Instant.EPOCH, Instant.EPOCH);
        private final List<MessageKey> asked = new ArrayList<>();
        private boolean fails;

        @Override
        public Optional<IndexEntry> find(MessageKey key) {
            asked.add(key);
            if (fails) {
                throw new StorageUnavailableException(new IllegalStateException("down"));
            }
            return Optional.of(entry).filter(stored -> stored.key().equals(key));
        }

        @Override
        public Optional<IndexEntry> findOfAnyCompany(Uuid messageId) {
            return Optional.of(entry).filter(stored -> stored.key().messageId().equals(messageId));
        }
    }
}
