package ordermessage.post;

import static ordermessage.post.Gzip.gzip;
import static ordermessage.post.Gzip.members;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import ordermessage.http.Answer;
import ordermessage.http.ApiRequest;
import ordermessage.http.Caller;
import ordermessage.queue.QueueBody;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests what happens to a body that has, or claims to have, a content encoding. */
class ContentEncodingTest {
    private static final String MESSAGE = """
            {"metadata":{"message_time":"2023-12-10T22:02:38Z","company_id":"e0721e56-fb09-4273-ae74-7bcbc92d43eb",\
            "message_id":"fc0daad3-4f10-4d15-b8c6-276cca111e87"},"data":{"note":"grün"}}""";

    private static final byte[] PLAIN = MESSAGE.getBytes(StandardCharsets.UTF_8);
    private static final int LIMIT = QueueBody.MAX_BYTES;

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "GZIP", " x-gzip ", "identity, gzip", ",gzip"})
    void aMessageInGzipIsEnqueuedAsItsText(String contentEncoding) {
        var enqueued = new QueueBody[1];
        var intake =
                new MessageIntake(new MetadataSchema(), key -> Optional.empty(), (body, company) -> enqueued[0] = body);

        assertThat(intake.take(posted(gzip(PLAIN), contentEncoding))).isInstanceOf(Answer.Success.class);
        assertThat(enqueued).containsExactly(new QueueBody(MESSAGE, Optional.empty()));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "identity", "gzip"})
    void aBodyThatIsNotInGzipIsTakenAsItIs(String contentEncoding) {
        assertThat(decode(contentEncoding, PLAIN)).isEqualTo(new ContentEncoding.Decoded(ByteBuffer.wrap(PLAIN)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"br", "deflate", "zstd", "compress", "gzip, gzip", "gzip, br", "gzip;q=1", "g zip", "*"})
    void anotherEncodingIsRefusedWithTheOneThatIsSupported(String contentEncoding) {
        var refusal = (Answer.Refusal) take(gzip(PLAIN), contentEncoding);

        assertThat(refusal.problem().type().anchor()).isEqualTo("unsupported-content-encoding");
        assertThat(refusal.headers()).containsExactly(Map.entry("Accept-Encoding", "gzip"));
    }

    @Test
    void severalGzipMembersAreOneText() {
        var half = PLAIN.length / 2;
        var members = concat(gzip(Arrays.copyOf(PLAIN, half)), gzip(Arrays.copyOfRange(PLAIN, half, PLAIN.length)));

        assertThat(decode("gzip", members)).isEqualTo(new ContentEncoding.Decoded(ByteBuffer.wrap(PLAIN)));
    }

    /** Without a limit, the JDK's decoder would need more stack for each of these members. */
    @Test
    void aBodyOfThousandsOfMembersWithoutDataIsMalformed() {
        assertThat(decode("gzip", concat(membersWithoutData(40_000), gzip(PLAIN))))
                .isEqualTo(new ContentEncoding.Malformed());
        assertThat(decode("gzip", concat(gzip(PLAIN), membersWithoutData(40_000))))
                .isEqualTo(new ContentEncoding.Malformed());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 100})
    void someMembersWithoutDataDoNotMatter(int count) {
        var members = concat(membersWithoutData(count), concat(gzip(PLAIN), membersWithoutData(count)));

        assertThat(decode("gzip", members)).isEqualTo(new ContentEncoding.Decoded(ByteBuffer.wrap(PLAIN)));
        assertThat(decode("gzip", concat(members, gzip(PLAIN))))
                .isEqualTo(new ContentEncoding.Decoded(ByteBuffer.wrap(concat(PLAIN, PLAIN))));
    }

    @Test
    void aMemberAfterMoreThanAHundredWithoutDataMakesTheBodyMalformed() {
        assertThat(decode("gzip", concat(membersWithoutData(101), gzip(PLAIN))))
                .isEqualTo(new ContentEncoding.Malformed());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 9, 10, 17, 18, 100, 70_000})
    void dataAfterGzipMakesItMalformed(int bytes) {
        assertThat(decode("gzip", concat(gzip(PLAIN), new byte[bytes]))).isEqualTo(new ContentEncoding.Malformed());
    }

    @Test
    void gzipThatIsCutOffAnywhereIsMalformed() {
        var whole = gzip(PLAIN);

        assertThat(Stream.iterate(2, length -> length < whole.length, length -> length + 1)
                        .map(length -> decode("gzip", Arrays.copyOf(whole, length))))
                .containsOnly(new ContentEncoding.Malformed());
    }

    @Test
    void gzipWithAWrongChecksumIsMalformed() {
        var damaged = gzip(PLAIN);
        damaged[damaged.length - 5] ^= 1;

        assertThat(((Answer.Refusal) take(damaged, "gzip")).problem().type().anchor())
                .isEqualTo("malformed-body");
    }

    @Test
    void aBodyOfTheLargestSizeIsDecodedAndALargerOneIsTooLarge() {
        assertThat(decode("gzip", gzip(new byte[LIMIT])))
                .isEqualTo(new ContentEncoding.Decoded(ByteBuffer.allocate(LIMIT)));
        assertThat(((Answer.Refusal) take(gzip(new byte[LIMIT + 1]), "gzip"))
                        .problem()
                        .type()
                        .anchor())
                .isEqualTo("body-too-large");
    }

    /** The first decoding loads classes, so its memory is not counted. */
    @Test
    void aBodyThatGrowsAThousandfoldTakesNoMoreMemoryThanTheLimitNeeds() {
        var bomb = gzip(new byte[64 * LIMIT]);
        decode("gzip", bomb);

        var before = allocated();
        var decoded = (ContentEncoding.Decoded) decode("gzip", bomb);

        assertThat(decoded.body().remaining()).isEqualTo(LIMIT + 1);
        assertThat(allocated() - before).isLessThan(4L * LIMIT);
    }

    private static long allocated() {
        return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }

    private static ContentEncoding.Outcome decode(String contentEncoding, byte[] body) {
        return ContentEncoding.decode(contentEncoding, ByteBuffer.wrap(body).asReadOnlyBuffer(), LIMIT);
    }

    private static Answer take(byte[] body, String contentEncoding) {
        return new MessageIntake(new MetadataSchema(), key -> Optional.empty(), (message, company) -> {})
                .take(posted(body, contentEncoding));
    }

    private static ApiRequest posted(byte[] body, String contentEncoding) {
        return new ApiRequest(
                new Caller.Anybody(),
                "application/json",
                contentEncoding,
                ByteBuffer.wrap(body),
                "/prod",
                "/post-message",
                Map.of(),
                Map.of());
    }

    private static byte[] membersWithoutData(int count) {
        return members(gzip(new byte[0]), count);
    }

    private static byte[] concat(byte[] first, byte[] second) {
        return ByteBuffer.allocate(first.length + second.length)
                .put(first)
                .put(second)
                .array();
    }
}
