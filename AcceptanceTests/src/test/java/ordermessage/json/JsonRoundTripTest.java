package ordermessage.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.LongStream;
import ordermessage.json.JsonValue.JsonObject;
import ordermessage.message.ContentDigest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Properties that hold for any JSON value; each case is named by its seed. */
class JsonRoundTripTest {
    private static final int LEVELS = 4;

    static LongStream seeds() {
        return LongStream.range(0, 500);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void anyValueIsReadBackAsItWasWritten(long seed) {
        var value = new RandomJson(seed).value(LEVELS);
        var read = JsonText.parse(JsonText.write(value));
        assertThat(read).isEqualTo(value);
        assertThat(JsonText.write(read)).isEqualTo(JsonText.write(value));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theWrittenTextSurvivesUtf8(long seed) {
        var text = JsonText.write(new RandomJson(seed).value(LEVELS));
        assertThat(JsonText.decode(StandardCharsets.UTF_8.encode(text))).isEqualTo(text);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void digestsAreEqualExactlyWhenValuesAre(long seed) {
        var value = new RandomJson(seed).value(LEVELS);
        var other = new RandomJson(seed + 1).value(LEVELS);
        assertThat(ContentDigest.of(JsonText.parse(JsonText.write(value)))).isEqualTo(ContentDigest.of(value));
        assertThat(ContentDigest.of(value).equals(ContentDigest.of(other))).isEqualTo(value.equals(other));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theOrderOfMembersDoesNotChangeTheDigest(long seed) {
        var object = new RandomJson(seed).object(LEVELS);
        var reversed = new LinkedHashMap<String, JsonValue>();
        List.copyOf(object.members().entrySet())
                .reversed()
                .forEach(member -> reversed.put(member.getKey(), member.getValue()));
        assertThat(ContentDigest.of(new JsonObject(reversed))).isEqualTo(ContentDigest.of(object));
    }
}
