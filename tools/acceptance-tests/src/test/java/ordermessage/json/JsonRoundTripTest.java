package ordermessage.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.stream.LongStream;
import ordermessage.json.JsonValue.JsonObject;
import ordermessage.message.ContentDigest;
import org.junit.jupiter.api.Test;

/** Properties that hold for any JSON value; a case that breaks one is named by its seed. */
class JsonRoundTripTest {
    private static final int LEVELS = 4;

    private static void forAnySeed(LongConsumer property) {
        LongStream.range(0, 500).forEach(seed -> {
            try {
                property.accept(seed);
            } catch (AssertionError e) {
                throw new AssertionError("Seed " + seed, e);
            }
        });
    }

    @Test
    void anyValueIsReadBackAsItWasWritten() {
        forAnySeed(seed -> {
            var value = new RandomJson(seed).value(LEVELS);
            var read = JsonText.parse(JsonText.write(value));
            assertThat(read).isEqualTo(value);
            assertThat(JsonText.write(read)).isEqualTo(JsonText.write(value));
        });
    }

    @Test
    void theWrittenTextSurvivesUtf8() {
        forAnySeed(seed -> {
            var text = JsonText.write(new RandomJson(seed).value(LEVELS));
            assertThat(JsonText.decode(StandardCharsets.UTF_8.encode(text))).isEqualTo(text);
        });
    }

    @Test
    void digestsAreEqualExactlyWhenValuesAre() {
        forAnySeed(seed -> {
            var value = new RandomJson(seed).value(LEVELS);
            var other = new RandomJson(seed + 1).value(LEVELS);
            assertThat(ContentDigest.of(JsonText.parse(JsonText.write(value)))).isEqualTo(ContentDigest.of(value));
            assertThat(ContentDigest.of(value).equals(ContentDigest.of(other))).isEqualTo(value.equals(other));
        });
    }

    @Test
    void theOrderOfMembersDoesNotChangeTheDigest() {
        forAnySeed(seed -> {
            var object = new RandomJson(seed).object(LEVELS);
            var reversed = new LinkedHashMap<String, JsonValue>();
            List.copyOf(object.members().entrySet())
                    .reversed()
                    .forEach(member -> reversed.put(member.getKey(), member.getValue()));
            assertThat(ContentDigest.of(new JsonObject(reversed))).isEqualTo(ContentDigest.of(object));
        });
    }
}
