package ordermessage.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonParser;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.UUID;
import ordermessage.acceptance.RunningService;
import ordermessage.client.ApiClient;
import ordermessage.client.ApiException;
import ordermessage.client.api.MessagesApi;
import ordermessage.client.model.Accepted;
import ordermessage.client.model.Message;
import ordermessage.client.model.MessageListMessagesInner;
import ordermessage.client.model.MessageMetadata;
import ordermessage.harness.Waiting;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Tests that a client that OpenAPI Generator makes of docs/openapi.yaml can use the API. */
@Tag("processes")
@ExtendWith(RunningService.Shared.class)
@Order(2) // It waits longer than most other classes, so it starts before them.
class GeneratedClientTest {
    /** A message is listed 15 seconds after it was stored. */
    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    private static final Duration POLL_INTERVAL = Duration.ofMillis(500);

    private final String companyId = UUID.randomUUID().toString();
    private final String messageId = UUID.randomUUID().toString();
    private final MessagesApi api;

    GeneratedClientTest(RunningService service) {
        var token = service.local().token(companyId);
        var client =
                new ApiClient().setRequestInterceptor(request -> request.header("Authorization", "Bearer " + token));
        client.updateBaseUri(service.local().api().toString());
        api = new MessagesApi(client);
    }

    @Test
    void aMessageIsPostedReadAndListed() throws Exception {
        var accepted = api.postMessage(message(), null);

        assertThat(accepted.getMessageId()).isEqualTo(messageId);
        assertThat(accepted.getStatus()).isEqualTo(Accepted.StatusEnum.ACCEPTED);
        var stored = Waiting.until("the message", POLL_INTERVAL)
                .atMost(TIMEOUT)
                .ignoreExceptionsMatching(GeneratedClientTest::isNotFound)
                .until(() -> api.getMessage(messageId), message -> true);
        assertThat(stored.getMetadata().getMessageS3Key()).isEqualTo(companyId + "/" + messageId + ".json");
        assertThat(stored.getData()).isEqualTo(Map.of("order_id", "A-1"));
        var page = Waiting.until("the message in the list", POLL_INTERVAL)
                .atMost(TIMEOUT)
                .until(
                        () -> api.listMessages(null, null, 10, null),
                        list -> !list.getMessages().isEmpty());
        assertThat(page.getMessages())
                .map(MessageListMessagesInner::getMessageId)
                .containsExactly(UUID.fromString(messageId));
        assertThat(api.listMessages(null, null, null, page.getCursor()).getMessages())
                .isEmpty();
    }

    @Test
    void aProblemIsAnException() {
        assertThatThrownBy(() -> api.listMessages(null, null, 1001, null))
                .isInstanceOfSatisfying(ApiException.class, e -> {
                    assertThat(e.getCode()).isEqualTo(400);
                    var problem = JsonParser.parseString(e.getResponseBody()).getAsJsonObject();
                    assertThat(problem.get("type").getAsString()).endsWith("#invalid-parameter");
                });
    }

    private Message message() {
        var metadata = new MessageMetadata()
                .messageTime(OffsetDateTime.parse("2023-12-10T22:02:38Z"))
                .companyId(companyId)
                .messageId(messageId);
        return new Message().metadata(metadata).data(Map.of("order_id", "A-1"));
    }

    private static boolean isNotFound(Throwable e) {
        return e instanceof ApiException problem && problem.getCode() == 404;
    }
}
