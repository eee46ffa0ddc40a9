package ordermessage.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import ordermessage.local.runtime.Outcome;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Invokes the artifacts that are deployed with the sample events in events/. */
@Tag("processes")
@ExtendWith(RunningService.Shared.class)
class SampleEventsRunTest {
    private final RunningService service;

    SampleEventsRunTest(RunningService service) {
        this.service = service;
    }

    @ParameterizedTest
    @CsvSource({
        "PostMessageFunction, post-message-invalid.json, 400",
        "PostMessageFunction, post-message-not-json.json, 400",
        "GetMessageFunction, get-message-unknown.json, 404",
        "GetMessageFunction, get-message-invalid.json, 400",
        "ListMessagesFunction, list-messages.json, 200",
        "ListMessagesFunction, list-messages-cursor.json, 200",
        "ListMessagesFunction, list-messages-invalid.json, 400"
    })
    void aSampleRequestIsAnsweredWithTheExpectedStatus(String function, String event, int status) {
        assertThat(invoke(function, event).get("statusCode").getAsInt()).isEqualTo(status);
    }

    /** 202, or 200 if another test has posted the sample message before. */
    @ParameterizedTest
    @CsvSource({"post-message.json", "post-message-base64.json"})
    void theSampleMessageCanBeReadAfterItIsPosted(String event) {
        assertThat(invoke("PostMessageFunction", event).get("statusCode").getAsInt())
                .isIn(200, 202);
        service.awaitMessage("fc0daad3-4f10-4d15-b8c6-276cca111e87");
        assertThat(invoke("GetMessageFunction", "get-message.json")
                        .get("statusCode")
                        .getAsInt())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"process-messages.json", "process-messages-poison.json"})
    void noRecordOfASampleBatchFails(String event) {
        assertThat(invoke("ProcessMessageFunction", event).getAsJsonArray("batchItemFailures"))
                .isEmpty();
    }

    private JsonObject invoke(String function, String event) {
        var text =
                RunningService.read(RunningService.project().resolve("events").resolve(event));
        var outcome = service.local().function(function).invoke(text);
        assertThat(outcome).isInstanceOf(Outcome.Returned.class);
        return new Gson().fromJson(((Outcome.Returned) outcome).payload(), JsonObject.class);
    }
}
