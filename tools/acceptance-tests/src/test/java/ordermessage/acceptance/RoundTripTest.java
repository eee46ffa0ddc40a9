package ordermessage.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import ordermessage.json.JsonText;
import ordermessage.json.RandomJson;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that an accepted message is returned as it was sent, with a real queue, bucket and table. */
@Tag("processes")
@ExtendWith(RunningService.Shared.class)
class RoundTripTest {
    private final RunningService service;

    RoundTripTest(RunningService service) {
        this.service = service;
    }

    @Test
    void anyJsonObjectAsDataIsReturnedUnchanged() {
        var samples = LongStream.range(0, 100)
                .mapToObj(seed -> SampleMessage.unique(JsonText.write(new RandomJson(seed).object(4))))
                .toList();
        samples.parallelStream()
                .forEach(sample ->
                        assertThat(service.post(sample.json()).statusCode()).isEqualTo(202));
        assertThat(samples)
                .allSatisfy(sample ->
                        assertThat(service.awaitMessage(sample.messageId())).isEqualTo(sample.storedJson()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":20.10,\"b\":1e400,\"c\":-0,\"d\":123456789012345678901234567890123456789012345678901234567890}",
                "{\"lone\":\"\\ud800\",\"pair\":\"\uD83D\uDE00\"}",
                "{\"z\":1,\"a\":{\"z\":[],\"a\":{}},\"\":\"\"}",
                "{\"controls\":\"\\u0000\\u001f\u007f\"}",
                "{\"unescaped\":\"\uFFFE\uFFFF\"}",
            })
    void everyUnusualValueIsReturnedUnchanged(String data) {
        var sample = SampleMessage.unique(data);
        assertThat(service.post(sample.json()).statusCode()).isEqualTo(202);
        assertThat(service.awaitMessage(sample.messageId())).isEqualTo(sample.storedJson());
    }

    @Test
    void unknownMembersKeepTheirPlace() {
        var sample = SampleMessage.unique("{}");
        var sent = sample.json()
                .replaceFirst("\\{", "{\"first\": 1,")
                .replaceFirst("\"message_time\"", "\"channel\": \"web\", \"message_time\"");
        service.post(sent);
        assertThat(service.awaitMessage(sample.messageId()))
                .startsWith("{\"first\":1,\"metadata\":{\"channel\":\"web\",\"message_time\":");
    }

    @Test
    void theArchiveHoldsExactlyTheBytesThatWerePosted() {
        var sample = SampleMessage.unique("{ \"a\" :\t[ 1 ,\r\n2 ],  \"e\":\"\\u00e9é\" }");
        service.post(sample.json());
        assertThat(service.awaitArchived(sample.archiveKey()))
                .isEqualTo(sample.json().getBytes(UTF_8));
    }

    @Test
    void theIndexHoldsTheDocumentedAttributes() {
        var sample = SampleMessage.unique("{\"order_id\":\"A-17\"}");
        service.post(sample.json());
        service.awaitMessage(sample.messageId());
        var item = service.indexed(sample.messageId()).getFirst();
        assertThat(item.get("company_id").s()).isEqualTo(sample.companyId());
        assertThat(item.get("message_time").s()).isEqualTo("2023-12-10T22:02:38Z");
        assertThat(item.get("message_s3_key").s()).isEqualTo(sample.archiveKey());
        assertThat(item.get("order_id").s()).isEqualTo("A-17");
        assertThat(item.get("content_digest").s()).matches("[0-9a-f]{64}");
        assertThat(item.get("body").s()).isEqualTo(sample.json());
        assertThat(List.of(item.get("received_at").s(), item.get("stored_at").s()))
                .isSorted();
    }

    @Test
    void theSameMessageInTheQueueAgainIsStoredOnce() {
        var sample = SampleMessage.unique("{\"a\":1,\"b\":2}");
        var again = sample.json().replace("{\"a\":1,\"b\":2}", "{ \"b\":2, \"a\":1 }");
        assertThat(service.post(sample.json()).statusCode()).isEqualTo(202);
        service.awaitMessage(sample.messageId());
        service.enqueue(again);
        service.awaitDrained();
        assertThat(service.archived(sample.archiveKey())).contains(sample.json().getBytes(UTF_8));
        assertThat(service.indexed(sample.messageId())).hasSize(1);
    }
}
