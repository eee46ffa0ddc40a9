package ordermessage.list;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import ordermessage.http.Answer;
import ordermessage.http.ApiRequest;
import ordermessage.http.Caller;
import ordermessage.http.ProblemType;
import ordermessage.json.JsonText;
import ordermessage.json.JsonValue.JsonArray;
import ordermessage.json.JsonValue.JsonNull;
import ordermessage.json.JsonValue.JsonObject;
import ordermessage.json.JsonValue.JsonString;
import ordermessage.message.Uuid;
import ordermessage.ports.ListPosition;
import ordermessage.ports.ListedMessage;
import ordermessage.ports.MessageLists;
import ordermessage.ports.StorageUnavailableException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageListTest {
    private static final Uuid COMPANY = new Uuid("e0721e56-fb09-4273-ae74-7bcbc92d43eb");
    private static final Uuid OTHER_COMPANY = new Uuid("00000000-0000-4000-8000-000000000002");
    private static final Caller OWNER = new Caller.Company(COMPANY);
    private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");
    private static final ListedMessage MESSAGE =
            stored(new Uuid("fc0daad3-4f10-4d15-b8c6-276cca111e87"), Instant.parse("2026-11-26T11:00:00.5Z"), "A-1");

    private final OneCompany stored = new OneCompany();
    private final MessageList list = new MessageList(stored, Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void aMessageIsListedWithItsPath() {
        stored.messages.add(MESSAGE);

        assertThat(JsonText.write(((JsonArray) list(Map.of()).body().members().get("messages"))
                        .elements()
                        .getFirst()))
                .isEqualTo("""
                        {"message_id":"fc0daad3-4f10-4d15-b8c6-276cca111e87","message_time":"2023-12-10T22:02:38Z",\
                        "stored_at":"2026-11-26T11:00:00.500Z","order_id":"A-1",\
                        "href":"/prod/message/fc0daad3-4f10-4d15-b8c6-276cca111e87"}""");
    }

    @Test
    void aMessageWithoutOrderIdIsListedWithoutIt() {
        stored.messages.add(stored(1, NOW.minusSeconds(60)));

        assertThat(JsonText.write(list(Map.of()).body())).doesNotContain("order_id");
    }

    @Test
    void aClientThatFollowsNextGetsEveryMessageOnceInOrder() {
        storeEverySecond(250);

        assertThat(follow(Map.of("limit", "30"))).isEqualTo(stored.ids());
    }

    @Test
    void aPageHasTheUrlOfTheNextOneAlsoAsALinkHeader() {
        storeEverySecond(3);

        var answer = list(Map.of("limit", "2"));

        var url = "/prod/messages?limit=2&cursor=" + text(answer, "cursor");
        assertThat(text(answer, "next")).isEqualTo(url);
        assertThat(answer.headers()).isEqualTo(Map.of("Link", "<" + url + ">; rel=\"next\""));
    }

    @Test
    void theLastPageHasACursorAndNoNext() {
        storeEverySecond(3);

        var answer = list(Map.of());

        assertThat(answer.body().member("next")).contains(new JsonNull());
        assertThat(answer.headers()).isEmpty();
        assertThat(list(Map.of("cursor", text(answer, "cursor"))).body().member("messages"))
                .contains(new JsonArray(List.of()));
    }

    @Test
    void theCursorOfAnEmptyListFindsWhatIsStoredLater() {
        var cursor = text(list(Map.of()), "cursor");
        stored.messages.add(MESSAGE);

        assertThat(ids(list(Map.of("cursor", cursor)))).containsExactly(MESSAGE.messageId());
    }

    @Test
    void aMessageThatWasStoredAMomentAgoIsNotListedYet() {
        stored.messages.add(stored(1, NOW.minus(MessageLists.SETTLED_AFTER).minusNanos(1)));
        stored.messages.add(stored(2, NOW.minus(MessageLists.SETTLED_AFTER)));

        assertThat(ids(list(Map.of()))).containsExactly(id(1));
    }

    @Test
    void fromIsInTheRangeAndToIsNot() {
        storeEverySecond(10);
        var first = stored.messages.get(3).position().storedAt();
        var end = stored.messages.get(7).position().storedAt();

        assertThat(ids(list(Map.of("from", first.toString(), "to", end.toString()))))
                .containsExactly(id(3), id(4), id(5), id(6));
    }

    @Test
    void aCursorKeepsTheEndOfItsRange() {
        storeEverySecond(10);
        var end = stored.messages.get(7).position().storedAt().toString();
        var first = list(Map.of("to", end, "limit", "5"));

        assertThat(ids(list(Map.of("cursor", text(first, "cursor"))))).containsExactly(id(5), id(6));
    }

    @Test
    void aPageHasAtMostAHundredMessagesByDefault() {
        storeEverySecond(150);

        assertThat(ids(list(Map.of()))).hasSize(100);
        assertThat(ids(list(Map.of("limit", "1000")))).hasSize(150);
    }

    @Test
    void aPageFitsIntoAnAnswerOfLambdaAndTheNextGoesOn() {
        IntStream.range(0, 1_000)
                .mapToObj(i -> stored(id(i), NOW.minusSeconds(5_000 - i), "\0".repeat(1_024)))
                .forEach(stored.messages::add);

        var page = list(Map.of("limit", "1000"));

        assertThat(JsonText.write(new JsonString(JsonText.write(page.body())))).hasSizeBetween(4_000_000, 6_000_000);
        assertThat(follow(Map.of("limit", "1000"))).isEqualTo(stored.ids());
    }

    @ParameterizedTest
    @CsvSource({
        "limit, 0",
        "limit, -1",
        "limit, 1001",
        "limit, 10000",
        "limit, 1.0",
        "limit, x",
        "limit, ''",
        "from, yesterday",
        "from, 2026-11-26",
        "from, ''",
        "to, 2026-11-26T12:00:00",
        "to, 2026-11-31T12:00:00Z",
        "from, 2026-11-26T12:00:00 02:00",
        "order, desc",
        "FROM, 2026-11-26T12:00:00Z"
    })
    void aParameterThatIsNotValidIsRefusedWithoutARead(String name, String value) {
        var problem = refused(OWNER, Map.of(name, value)).problem();

        assertThat(problem.type()).isEqualTo(ProblemType.INVALID_PARAMETER);
        assertThat(stored.asked).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit", "from", "to", "cursor", "Bearer eyJ"})
    void aRefusalDoesNotRepeatTheRequest(String name) {
        assertThat(refused(OWNER, Map.of(name, "Bearer eyJ")).problem().detail())
                .doesNotContain("eyJ");
    }

    @Test
    void aRangeThatEndsBeforeItBeginsIsRefused() {
        assertThat(refused(OWNER, Map.of("from", "2026-11-26T12:00:01Z", "to", "2026-11-26T12:00:00Z"))
                        .problem()
                        .type())
                .isEqualTo(ProblemType.INVALID_PARAMETER);
    }

    @ParameterizedTest
    @CsvSource({
        "0000-01-01T00:00:00+23:59, 9999-12-31T23:59:59.9999999999-23:59",
        "2016-12-31t23:59:60z, 2026-11-26T12:00:00Z"
    })
    void everyDateTimeOfRfc3339IsTaken(String from, String to) {
        stored.messages.add(MESSAGE);

        assertThat(ids(list(Map.of("from", from, "to", to)))).containsExactly(MESSAGE.messageId());
    }

    @ParameterizedTest
    @CsvSource({"from", "to"})
    void aCursorHasItsOwnRange(String parameter) {
        var cursor = text(list(Map.of()), "cursor");

        assertThat(refused(OWNER, Map.of("cursor", cursor, parameter, "2026-11-26T12:00:00Z"))
                        .problem()
                        .type())
                .isEqualTo(ProblemType.INVALID_PARAMETER);
    }

    @Test
    void aCursorOfAnotherCompanyIsRefusedWithoutARead() {
        var cursor = text(list(Map.of()), "cursor");
        stored.asked.clear();

        assertThat(refused(new Caller.Company(OTHER_COMPANY), Map.of("cursor", cursor))
                        .problem()
                        .type())
                .isEqualTo(ProblemType.INVALID_CURSOR);
        assertThat(stored.asked).isEmpty();
    }

    @Test
    void onlyTheListOfTheCallersCompanyIsRead() {
        list.list(request(new Caller.Company(OTHER_COMPANY), Map.of()));

        assertThat(stored.asked).containsExactly(OTHER_COMPANY);
    }

    @Test
    void onSamLocalARequestWithoutCompanyHasNoList() {
        assertThat(refused(new Caller.Anybody(), Map.of()).problem().type()).isEqualTo(ProblemType.FORBIDDEN);
    }

    @Test
    void aListThatCannotBeReadIsNotAnEmptyList() {
        stored.fails = true;

        var refusal = refused(OWNER, Map.of());

        assertThat(refusal.problem().type()).isEqualTo(ProblemType.SERVICE_UNAVAILABLE);
        assertThat(refusal.headers()).containsKey("Retry-After");
    }

    private void storeEverySecond(int count) {
        IntStream.range(0, count)
                .mapToObj(i -> stored(i, NOW.minusSeconds(1_000 - i)))
                .forEach(stored.messages::add);
    }

    /** Follows {@code next} to the end, and returns the ids of all messages. */
    private List<Uuid> follow(Map<String, String> parameters) {
        var ids = new ArrayList<Uuid>();
        var answer = list(parameters);
        ids.addAll(ids(answer));
        while (answer.body().member("next").orElseThrow() instanceof JsonString(var url)) {
            answer = list(parameters(url));
            ids.addAll(ids(answer));
        }
        return ids;
    }

    private static Map<String, String> parameters(String url) {
        var parameters = new HashMap<String, String>();
        for (var parameter : url.substring(url.indexOf('?') + 1).split("&", -1)) {
            var parts = parameter.split("=", 2);
            parameters.put(parts[0], parts[1]);
        }
        return parameters;
    }

    private Answer.Success list(Map<String, String> parameters) {
        return (Answer.Success) list.list(request(OWNER, parameters));
    }

    private Answer.Refusal refused(Caller caller, Map<String, String> parameters) {
        return (Answer.Refusal) list.list(request(caller, parameters));
    }

    private static ApiRequest request(Caller caller, Map<String, String> parameters) {
        return new ApiRequest(caller, null, null, ByteBuffer.allocate(0), "/prod", "/messages", Map.of(), parameters);
    }

    private static String text(Answer.Success answer, String member) {
        return answer.body().string(member).orElseThrow();
    }

    private static List<Uuid> ids(Answer.Success answer) {
        return ((JsonArray) answer.body().members().get("messages"))
                .elements().stream()
                        .map(entry -> new Uuid(
                                ((JsonObject) entry).string("message_id").orElseThrow()))
                        .toList();
    }

    private static ListedMessage stored(int number, Instant at) {
        var id = id(number);
        return new ListedMessage(id, "2023-12-10T22:02:38Z", ListPosition.of(at, id), Optional.empty());
    }

    private static ListedMessage stored(Uuid id, Instant at, String orderId) {
        return new ListedMessage(id, "2023-12-10T22:02:38Z", ListPosition.of(at, id), Optional.of(orderId));
    }

    private static Uuid id(int number) {
        return new Uuid(new UUID(0, number).toString());
    }

    /** The list of one company in memory. Its messages are in their order. */
    private static final class OneCompany implements MessageLists {
        private final List<ListedMessage> messages = new ArrayList<>();
        private final List<Uuid> asked = new ArrayList<>();
        private boolean fails;

        @Override
        public Page list(Uuid companyId, Range range, int limit) {
            asked.add(companyId);
            if (fails) {
                throw new StorageUnavailableException(new IllegalStateException("down"));
            }
            var end = ListPosition.before(range.until());
            var inRange = messages.stream()
                    .filter(message -> message.position().compareTo(range.after()) > 0)
                    .filter(message -> message.position().compareTo(end) < 0)
                    .toList();
            return new Page(inRange.subList(0, Math.min(limit, inRange.size())), inRange.size() > limit);
        }

        private List<Uuid> ids() {
            return messages.stream().map(ListedMessage::messageId).toList();
        }
    }
}
