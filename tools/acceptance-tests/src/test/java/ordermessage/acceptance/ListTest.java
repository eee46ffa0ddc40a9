package ordermessage.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import ordermessage.harness.ApiClient;
import ordermessage.harness.Waiting;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Tests the list of a company's messages over HTTP, with the real queue and table. */
@Tag("processes")
@ExtendWith(RunningService.Shared.class)
@Order(1) // It takes longer than most other classes, so it starts before them.
class ListTest {
    private static final int CLIENTS = 4;

    /** A message is listed 15 seconds after it was stored. */
    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    private static final Duration POLL_INTERVAL = Duration.ofMillis(500);

    /** The only message of its company. */
    private static final SampleMessage SINGLE = SampleMessage.unique("{\"order_id\":\"A-1\"}")
            .withCompanyId(UUID.randomUUID().toString());

    private static final String COMPANY_WITH_THREE = UUID.randomUUID().toString();

    private final RunningService service;
    private final String companyId = UUID.randomUUID().toString();
    private final ApiClient company;

    ListTest(RunningService service) {
        this.service = service;
        this.company = service.as(companyId);
    }

    /** Posts what the tests list, so that they wait for it at the same time. */
    @BeforeAll
    static void postMessages(RunningService service) {
        post(service.as(SINGLE.companyId()), SINGLE);
        for (var i = 0; i < 3; i++) {
            post(service.as(COMPANY_WITH_THREE), SampleMessage.unique().withCompanyId(COMPANY_WITH_THREE));
        }
    }

    @Test
    void aListThatIsFollowedWhileFourClientsPostHasEveryMessageExactlyOnce() {
        followWhileClientsPost(100, 30, TIMEOUT);
    }

    /** Runs in its own stack, because no other test may stop an engine during this test. */
    @Test
    @Tag("nightly")
    @Timeout(value = 20, unit = TimeUnit.MINUTES)
    void aListOfTenThousandMessagesThatIsFollowedHasEveryMessageExactlyOnce() {
        try (var own = RunningService.start(Map.of())) {
            new ListTest(own).followWhileClientsPost(2_500, 1_000, Duration.ofMinutes(15));
        }
    }

    private void followWhileClientsPost(int messagesPerClient, int limit, Duration timeout) {
        var posted = IntStream.range(0, CLIENTS * messagesPerClient)
                .mapToObj(i -> SampleMessage.unique().withCompanyId(companyId))
                .toList();
        var listed = new ArrayList<JsonObject>();
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var client = 0; client < CLIENTS; client++) {
                var own = posted.subList(client * messagesPerClient, (client + 1) * messagesPerClient);
                clients.execute(() -> own.forEach(message -> post(company, message)));
            }
            follow(listed, posted.size(), limit, timeout);
        }

        assertThat(listed)
                .extracting(message -> message.get("message_id").getAsString())
                .containsExactlyInAnyOrderElementsOf(
                        posted.stream().map(SampleMessage::messageId).toList());
        assertThat(listed)
                .extracting(message -> message.get("stored_at").getAsString())
                .isSorted();
    }

    @Test
    void aListedMessageHasThePathAtWhichItIsRead() {
        var response = awaitListed(service.as(SINGLE.companyId()), 1);

        assertThat(PublishedSchema.named("message-list.json").violations(response.body()))
                .isEmpty();
        assertThat(response.headers().firstValue("Link")).isEmpty();
        assertThat(messages(response)).singleElement().satisfies(message -> {
            assertThat(message.get("order_id").getAsString()).isEqualTo("A-1");
            assertThat(message.get("message_time").getAsString()).isEqualTo("2023-12-10T22:02:38Z");
            assertThat(message.get("href").getAsString()).isEqualTo("/prod/message/" + SINGLE.messageId());
        });
    }

    @Test
    void thePathOfTheNextPageWorksAsItIs() {
        var owner = service.as(COMPANY_WITH_THREE);
        awaitListed(owner, 3);

        var first = owner.request("GET", "/messages?limit=2");
        var next = JsonParser.parseString(first.body())
                .getAsJsonObject()
                .get("next")
                .getAsString();

        assertThat(first.headers().firstValue("Link")).contains("<" + next + ">; rel=\"next\"");
        assertThat(messages(first)).hasSize(2);
        assertThat(messages(owner.request("GET", next.replaceFirst("^/prod", ""))))
                .hasSize(1);
    }

    @Test
    void aCompanyListsOnlyItsOwnMessagesAndCannotUseTheCursorOfAnother() {
        var cursor = cursor(awaitListed(service.as(SINGLE.companyId()), 1));

        assertThat(messages(company.request("GET", "/messages"))).isEmpty();
        var refused = company.request("GET", "/messages?cursor=" + cursor);
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("/docs/api.md#invalid-cursor").doesNotContain(cursor);
    }

    @Test
    void aListNeedsAToken() {
        assertThat(service.withoutToken().request("GET", "/messages").statusCode())
                .isEqualTo(401);
    }

    @Test
    void anUnknownParameterIsRefused() {
        var response = company.request("GET", "/messages?company_id=" + SampleMessage.COMPANY);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(PublishedSchema.named("problem.json").violations(response.body()))
                .isEmpty();
        assertThat(response.body()).contains("/docs/api.md#invalid-parameter");
    }

    /** Posts until the message is accepted: other tests stop the engine for SQS at the same time. */
    private static void post(ApiClient company, SampleMessage message) {
        Waiting.until("an answer to " + message.messageId(), POLL_INTERVAL)
                .atMost(TIMEOUT)
                .until(() -> company.post(message.json()).statusCode() < 300);
    }

    /** Follows the cursor until this number of messages is listed, and reads one more page. */
    private void follow(List<JsonObject> listed, int count, int limit, Duration timeout) {
        var cursor = new String[] {cursor(company.request("GET", "/messages"))};
        Waiting.until(count + " messages listed", POLL_INTERVAL).atMost(timeout).until(() -> {
            var response = company.request("GET", "/messages?limit=%d&cursor=%s".formatted(limit, cursor[0]));
            cursor[0] = response.statusCode() == 200 ? cursor(response) : cursor[0];
            listed.addAll(response.statusCode() == 200 ? messages(response) : List.of());
            return listed.size() >= count;
        });
        listed.addAll(messages(company.request("GET", "/messages?cursor=" + cursor[0])));
    }

    private static HttpResponse<String> awaitListed(ApiClient company, int count) {
        return Waiting.until(count + " messages listed", POLL_INTERVAL)
                .atMost(TIMEOUT)
                .until(
                        () -> company.request("GET", "/messages"),
                        response -> response.statusCode() == 200
                                && messages(response).size() == count);
    }

    private static String cursor(HttpResponse<String> response) {
        return JsonParser.parseString(response.body())
                .getAsJsonObject()
                .get("cursor")
                .getAsString();
    }

    private static List<JsonObject> messages(HttpResponse<String> response) {
        var messages = JsonParser.parseString(response.body()).getAsJsonObject().getAsJsonArray("messages");
        return StreamSupport.stream(messages.spliterator(), false)
                .map(JsonElement::getAsJsonObject)
                .toList();
    }
}
