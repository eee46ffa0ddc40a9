package ordermessage.post;

import static ordermessage.post.Gzip.gzip;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import ordermessage.http.ApiRequest;
import ordermessage.http.Caller;
import ordermessage.json.MalformedJsonException;
import ordermessage.message.InvalidMessageException;
import ordermessage.message.Message;
import ordermessage.message.Uuid;
import ordermessage.queue.QueueBody;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tests what hostile bodies cost: it counts the bytes that the service allocates for them. The count does not depend on the
 * speed or the load of the machine.
 */
class HostileBodyTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final Uuid COMPANY = new Uuid("e0721e56-fb09-4273-ae74-7bcbc92d43eb");
    private static final String METADATA = "\"message_time\":\"2023-12-10T22:02:38Z\",\"company_id\":\"" + COMPANY
            + "\",\"message_id\":\"" + COMPANY + "\"";
    private static final int SMALL = 50_000;
    private static final int MANY = QueueBody.MAX_BYTES - 500;

    /** The most bytes that a POST of one mebibyte may allocate. */
    private static final long MAX_ALLOCATED = 48L * 1024 * 1024;

    private final MessageIntake intake =
            new MessageIntake(new MetadataSchema(), key -> Optional.empty(), (message, company) -> {});

    /** Functions that make a text of about the given length. */
    static List<Named<IntFunction<String>>> texts() {
        return List.of(
                text("white space", length -> message(" ".repeat(length), "{}")),
                data("a long string", length -> quoted("x".repeat(length))),
                data("escapes", length -> quoted(repeat("\\n", length))),
                data("lone surrogates", length -> quoted(repeat("\\ud800", length))),
                data("characters outside the BMP", length -> quoted(repeat("\uD83D\uDE00", length / 2))),
                data("characters that SQS does not take", length -> quoted(repeat("\uFFFF", length / 5))),
                data("a long number", "1"::repeat),
                data("numbers", length -> array("0", length)),
                data("empty objects", length -> array("{}", length)),
                data("empty arrays", length -> array("[]", length)),
                data("objects of one member", length -> array("{\"\":0}", length)),
                data("deep arrays", length -> array("[".repeat(90) + "]".repeat(90), length)),
                data("deep objects", length -> array("{\"\":".repeat(90) + "0" + "}".repeat(90), length)),
                data("members", length -> members(length, Integer::toString)),
                data("members of one hash code", length -> members(length, HostileBodyTest::ofOneHashCode)),
                data("a long name", length -> "{" + quoted("x".repeat(length)) + ":0}"),
                metadata("unknown numbers", length -> "\"x\":" + array("0", length)),
                metadata("unknown deep arrays", length -> "\"x\":" + array("[".repeat(90) + "]".repeat(90), length)),
                metadata("a long unknown number", length -> "\"x\":" + "1".repeat(length)),
                metadata("unknown members", length -> "\"x\":" + members(length, Integer::toString)),
                metadata("a reserved member", length -> "\"message_s3_key\":" + members(length, Integer::toString)),
                text("a long time", length -> "{\"metadata\":{\"message_time\":" + quoted("1".repeat(length)) + "}}"),
                text("a long id", length -> "{\"metadata\":{\"message_id\":" + quoted("a".repeat(length)) + "}}"),
                text("open arrays", "["::repeat),
                text("open objects", length -> repeat("{\"\":", length)),
                text("an open string", length -> "\"" + "x".repeat(length)));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void aTextOfTwiceTheLengthCostsAPostTwiceAsMuch(IntFunction<String> texts) {
        assertDoubles(() -> post(utf8(texts.apply(SMALL)), null), () -> post(utf8(texts.apply(2 * SMALL)), null));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void aTextOfTwiceTheLengthCostsTheProcessorTwiceAsMuch(IntFunction<String> texts) {
        assertDoubles(() -> read(texts.apply(SMALL)), () -> read(texts.apply(2 * SMALL)));
    }

    /** A value needs up to a hundred times as much memory as its text. So the number of values has a limit. */
    @ParameterizedTest
    @MethodSource("texts")
    void theLargestTextCostsAPostALimitedAmount(IntFunction<String> texts) {
        var body = utf8(texts.apply(MANY));

        assertThat(allocated(() -> post(body, null))).isLessThan(MAX_ALLOCATED);
    }

    /** For the processor, the number of values has no limit. One matcher reads all numbers: one for each would take 122 MiB. */
    @Test
    void halfAMillionNumbersCostTheProcessorALimitedAmount() {
        var text = message("", "{\"x\":" + array("0", MANY) + "}");

        assertThat(allocated(() -> read(text))).isLessThan(64L * 1024 * 1024);
    }

    static List<Named<IntFunction<byte[]>>> compressedBodies() {
        return List.of(
                Named.of("one member", length -> gzip(utf8(" ".repeat(100 * length)))),
                Named.of("a member for each byte", length -> repeat(gzip(utf8(" ")), length)),
                Named.of("members without data", length -> repeat(gzip(new byte[0]), length)),
                Named.of("no end", length -> repeat(utf8("\u001f"), length)));
    }

    @ParameterizedTest
    @MethodSource("compressedBodies")
    void aCompressedBodyCostsAPostALimitedAmount(IntFunction<byte[]> bodies) {
        var body = bodies.apply(MANY);

        assertThat(allocated(() -> post(body, "gzip"))).isLessThan(2 * MAX_ALLOCATED);
    }

    private static Named<IntFunction<String>> text(String name, IntFunction<String> texts) {
        return Named.of(name, texts);
    }

    private static Named<IntFunction<String>> data(String name, IntFunction<String> values) {
        return text(name, length -> message("", "{\"x\":" + values.apply(length) + "}"));
    }

    private static Named<IntFunction<String>> metadata(String name, IntFunction<String> members) {
        return text(name, length -> message("," + members.apply(length), "{}"));
    }

    private static String message(String metadata, String data) {
        return "{\"metadata\":{" + METADATA + metadata + "},\"data\":" + data + "}";
    }

    private static String quoted(String text) {
        return '"' + text + '"';
    }

    private static String repeat(String text, int length) {
        return text.repeat(length / text.length());
    }

    private static String array(String element, int length) {
        return "[" + element + repeat("," + element, length) + "]";
    }

    private static String members(int length, IntFunction<String> names) {
        return IntStream.range(0, length / (names.apply(0).length() + 8))
                .mapToObj(i -> quoted(names.apply(i)) + ":0")
                .collect(Collectors.joining(",", "{", "}"));
    }

    /** In Java, {@code Aa} and {@code BB} have the same hash code. */
    private static String ofOneHashCode(int number) {
        return Integer.toBinaryString(1 << 16 | number).replace("0", "Aa").replace("1", "BB");
    }

    private static byte[] repeat(byte[] member, int length) {
        return Gzip.members(member, length / member.length);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private void post(byte[] body, String contentEncoding) {
        intake.take(new ApiRequest(
                new Caller.Company(COMPANY), null, contentEncoding, ByteBuffer.wrap(body), "", "", Map.of(), Map.of()));
    }

    private static void read(String text) {
        try {
            Message.read(text);
        } catch (MalformedJsonException | InvalidMessageException e) {
            // A refusal costs memory too.
        }
    }

    private static void assertDoubles(Runnable single, Runnable twofold) {
        assertThat((double) allocated(twofold) / allocated(single)).isLessThan(2.2);
    }

    /** Runs the action twice, and measures the second run: it loads no class. */
    private static long allocated(Runnable action) {
        action.run();
        var before = THREADS.getCurrentThreadAllocatedBytes();
        action.run();
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }
}
