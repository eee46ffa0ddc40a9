package ordermessage.local.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import ordermessage.local.runtime.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ActivityTest {
    private static final String COMPANY = "e0721e56-fb09-4273-ae74-7bcbc92d43eb";

    private final Activity activity = new Activity(InstantSource.system());

    @Test
    void theLinesOfAMessageFromSeveralFunctionsAreOneRow() {
        var id = UUID.randomUUID().toString();
        activity.printed("Post", line(id, "accepted", "\"status\":202,\"duration_ms\":5.5"));
        activity.printed("Process", line(id, "stored", "\"age_ms\":31,\"duration_ms\":12"));

        var rows = changedSince(0);
        assertThat(rows).hasSize(1);
        assertThat(row(rows, 0).get("key").getAsString()).isEqualTo(COMPANY + "/" + id);
        assertThat(row(rows, 0).getAsJsonArray("steps").toString())
                .contains("\"outcome\":\"accepted\"", "\"status\":202", "\"outcome\":\"stored\"", "\"age_ms\":31");
        assertThat(activity.messages().lines(COMPANY + "/" + id).orElseThrow())
                .extracting(MessageRow.Line::function)
                .containsExactly("Post", "Process");
    }

    @Test
    void onlyTheMessagesThatHaveChangedAreSentAgain() {
        var first = UUID.randomUUID().toString();
        activity.printed("Post", line(first, "accepted", "\"status\":202"));
        activity.printed("Post", line(UUID.randomUUID().toString(), "accepted", "\"status\":202"));
        var change = activity.messages().addChanged(new JsonArray(), 0);
        activity.printed("Process", line(first, "stored", "\"age_ms\":1"));

        var rows = changedSince(change);
        assertThat(rows).hasSize(1);
        assertThat(row(rows, 0).get("key").getAsString()).endsWith(first);
    }

    @Test
    void theNumberOfMessagesAndOfTheirLinesHasALimit() {
        for (var i = 0; i < 5000; i++) {
            activity.printed("Post", line(UUID.randomUUID().toString(), "accepted", "\"status\":202"));
        }
        var id = UUID.randomUUID().toString();
        for (var i = 0; i < 5000; i++) {
            activity.printed("Process", line(id, "failed", "\"text\":\"%s\"".formatted("x".repeat(5000))));
        }

        assertThat(changedSince(0)).hasSize(RecentMessages.SHOWN);
        assertThat(activity.messages().lines(COMPANY + "/" + id).orElseThrow())
                .hasSizeLessThan(100)
                .allSatisfy(line -> assertThat(line.text()).hasSizeLessThan(4100));
    }

    @Test
    void theOutcomesAreCountedByFunctionAndByCompany() {
        activity.printed("Post", line(UUID.randomUUID().toString(), "accepted", "\"status\":202"));
        activity.printed("Post", line(UUID.randomUUID().toString(), "accepted", "\"status\":202"));
        activity.invocations("Post").ends(Duration.ofMillis(10), new Outcome.Returned("{}"));
        activity.invocations("Post").ends(Duration.ofMillis(30), new Outcome.Failed("Error", "{}"));

        var post = activity.statistics("Post").json();
        assertThat(post.getAsJsonObject("outcomes").get("accepted").getAsLong()).isEqualTo(2);
        assertThat(post.get("count").getAsLong()).isEqualTo(2);
        assertThat(post.get("failed").getAsLong()).isEqualTo(1);
        assertThat(post.get("p50").getAsDouble()).isEqualTo(10);
        assertThat(post.get("p99").getAsDouble()).isEqualTo(30);
        assertThat(activity.companies().json().toString()).contains(COMPANY, "\"Post accepted\":2");
    }

    @Test
    void aFunctionWithoutInvocationsHasNoLatency() {
        assertThat(activity.statistics("Get").json().has("p50")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{\"outcome\":",
                "[\"outcome\"]",
                "{\"outcome\":{\"a\":1}}",
                "{\"message_id\":[1],\"outcome\":null}",
                "{\"message_id\":{},\"company_id\":7}",
                "{\"outcome\":\"stored\",\"age_ms\":\"long\"}",
                "plain text with \"outcome\""
            })
    void aLineOfAnyFormIsIgnoredAndDoesNoHarm(String line) {
        activity.printed("Post", line);

        assertThat(changedSince(0)).isEmpty();
    }

    @Test
    void aRecordWithoutAReadableIdHasARowOfItsOwn() {
        activity.printed(
                "Process", "{\"outcome\":\"dead_lettered\",\"reason\":\"unreadable\",\"sqs_message_id\":\"a-1\"}");

        assertThat(row(changedSince(0), 0).get("key").getAsString()).isEqualTo("record/a-1");
    }

    private JsonArray changedSince(long change) {
        var rows = new JsonArray();
        activity.messages().addChanged(rows, change);
        return rows;
    }

    private static JsonObject row(JsonArray rows, int index) {
        return rows.get(index).getAsJsonObject();
    }

    private static String line(String messageId, String outcome, String more) {
        return "{\"level\":\"INFO\",\"message_id\":\"%s\",\"company_id\":\"%s\",\"outcome\":\"%s\",%s}"
                .formatted(messageId, COMPANY, outcome, more);
    }
}
