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

/** Property tests of JSON text and digests with random values. The failure message contains the seed of the value. */
class JsonRoundTripTest {
    private static final int LEVELS = 4;

    private static void forEachSeed(LongConsumer property) {
        LongStream.range(0, 500).forEach(seed -> {
            try {
                property.accept(seed);
            } catch (AssertionError e) {
                throw new AssertionError("Seed " + seed, e);
            }
        });
    }

    @Test
    void aWrittenValueIsReadBackUnchanged() {
        forEachSeed(seed -> {
            var value = new RandomJson(seed).value(LEVELS);
            var read = JsonText.parse(JsonText.write(value));
            assertThat(read).isEqualTo(value);
            assertThat(JsonText.write(read)).isEqualTo(JsonText.write(value));
        });
    }

    @Test
    void writtenTextIsUnchangedAfterEncodingAndDecodingAsUtf8() {
        forEachSeed(seed -> {
            var text = JsonText.write(new RandomJson(seed).value(LEVELS));
            assertThat(JsonText.decode(StandardCharsets.UTF_8.encode(text))).isEqualTo(text);
        });
    }

    @Test
    void digestsAreEqualIfAndOnlyIfTheValuesAreEqual() {
        forEachSeed(seed -> {
            var value = new RandomJson(seed).value(LEVELS);
            var other = new RandomJson(seed + 1).value(LEVELS);
            assertThat(ContentDigest.of(JsonText.parse(JsonText.write(value)))).isEqualTo(ContentDigest.of(value));
            assertThat(ContentDigest.of(value).equals(ContentDigest.of(other))).isEqualTo(value.equals(other));
        });
    }

    @Test
    void theOrderOfMembersDoesNotChangeTheDigest() {
        forEachSeed(seed -> {
            var object = new RandomJson(seed).object(LEVELS);
            var reversed = new LinkedHashMap<String, JsonValue>();
            List.copyOf(object.members().entrySet())
                    .reversed()
                    .forEach(member -> reversed.put(member.getKey(), member.getValue()));
            assertThat(ContentDigest.of(new JsonObject(reversed))).isEqualTo(ContentDigest.of(object));
        });
    }
}
