package ordermessage.snapstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import ordermessage.acceptance.RunningService;
import ordermessage.snapstart.FakeAws.Reply;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests what the snapshot of a published version contains, in processes that are started as Lambda starts them. */
@Tag("processes")
@ExtendWith(RunningService.Shared.class)
@Order(1) // It takes longer than most other classes, so it starts before them.
class PrimingTest {
    private static final int FEW_CLASSES = 50;
    private static final String SAMPLE_ID = "fc0daad3-4f10-4d15-b8c6-276cca111e87";

    /** Compiled code does not matter to these tests, and the C1 compiler needs less processor time. */
    private static final String C1 = "-XX:TieredStopAtLevel=1";

    /** For tests to which one pass is enough: it makes all calls. */
    private static final List<String> FAST_START = List.of(C1, "-Dordermessage.priming.passes=1");

    /** A retry policy in the DynamoDB client that no client here uses. It holds a {@code Random}. */
    private static final String UNUSED_POLICY = "software.amazon.awssdk.core.retry.backoff.FullJitterBackoffStrategy";

    /** Records every read and write of a socket, however short. */
    private static final String SOCKETS = """
            <?xml version="1.0" encoding="UTF-8"?>
            <configuration version="2.0">
              <event name="jdk.SocketRead"><setting name="enabled">true</setting><setting name="threshold">0 ns</setting></event>
              <event name="jdk.SocketWrite"><setting name="enabled">true</setting><setting name="threshold">0 ns</setting></event>
            </configuration>
            """;

    @TempDir
    private Path folder;

    private final RunningService service;

    PrimingTest(RunningService service) {
        this.service = service;
    }

    @ParameterizedTest
    @CsvSource({
        "PostMessageFunction, post-message.json, \"statusCode\":202",
        "PostMessageFunction, post-message-base64.json, \"statusCode\":200",
        "GetMessageFunction, get-message.json, \"statusCode\":200",
        "ListMessagesFunction, list-messages-cursor.json, \"statusCode\":200",
        "ProcessMessageFunction, process-messages.json, \"batchItemFailures\":[]"
    })
    void theFirstRequestAfterARestoreLoadsAlmostNoClasses(String function, String event, String answer) {
        service.post(RunningService.read(RunningService.project().resolve("events/sample-message.json")));
        service.awaitMessage(SAMPLE_ID);
        var log = folder.resolve("classes.log");
        try (var process = process(function, List.of(C1, "-Xlog:class+load:file=" + log), Map.of())) {
            var classesInSnapshot = loadedClasses(process.awaitSnapshot(), log).size();

            assertThat(process.restore().invoke(requestOf(event))).contains(answer);

            assertThat(classesInSnapshot).isGreaterThan(3_000);
            assertThat(loadedClasses(process, log).stream().skip(classesInSnapshot))
                    .hasSizeLessThan(FEW_CLASSES);
        }
    }

    /** The calls of SdkWarmUp to AWS (docs/architecture.md) need DNS, and there is none here. */
    @ParameterizedTest
    @ValueSource(
            strings = {"PostMessageFunction", "GetMessageFunction", "ListMessagesFunction", "ProcessMessageFunction"})
    void primingCallsOnlyTheFakeAws(String function) throws IOException {
        var settings = Files.writeString(folder.resolve("sockets.jfc"), SOCKETS);
        var recording = folder.resolve("sockets.jfr");
        var recorder = "-XX:StartFlightRecording:settings=" + settings;
        try (var process = process(function, withFastStart(recorder), Map.of())) {
            process.awaitSnapshot();
            jcmd(process, "JFR.dump", "filename=" + recording);

            assertThat(RecordingFile.readAllEvents(recording))
                    .as("reads and writes of sockets during priming")
                    .hasSizeGreaterThan(10)
                    .allSatisfy(event -> assertThat(event.getString("address")).isEqualTo("127.0.0.1"))
                    .extracting(PrimingTest::port)
                    .doesNotContainAnyElementsOf(enginePorts());
        }
    }

    /**
     * After a full collection, the JVM would check every compiled method again in the first request. The setting that
     * prevents the collection is the same for all functions, so this test needs only one of them.
     */
    @Test
    void noFullGarbageCollectionRunsBetweenPrimingAndTheSnapshot() throws IOException {
        var log = folder.resolve("collections.log");
        try (var process = process("GetMessageFunction", withFastStart("-Xlog:gc:file=" + log), Map.of())) {
            process.awaitSnapshot();

            assertThat(Files.readString(log)).contains("Pause Young").doesNotContain("System.gc()");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"PostMessageFunction", "GetMessageFunction", "ListMessagesFunction", "ProcessMessageFunction"})
    void aSnapshotContainsNoConnectionNoCredentialsAndNoUniqueValue(String function) {
        try (var process = process(function, FAST_START, Map.of())) {
            process.awaitSnapshot();

            var instances = instances(process);

            assertThat(process.connections()).as("connections").isEmpty();
            assertThat(instances)
                    .as("credentials and sessions")
                    .doesNotContainKeys(
                            "sun.security.ssl.SSLSessionImpl",
                            "software.amazon.awssdk.auth.credentials.AwsSessionCredentials",
                            "software.amazon.awssdk.auth.credentials.internal.HttpCredentialsLoader$LoadedCredentials");
            assertThat(instances)
                    .as("ids and seeds")
                    .doesNotContainKeys("java.util.UUID", "java.util.SplittableRandom");
            assertThat(instances.getOrDefault("java.util.Random", 0))
                    .as("random number generators, except that of the unused retry policy")
                    .isEqualTo(instances.getOrDefault(UNUSED_POLICY, 0));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "PostMessageFunction, post-message-base64.json, AWS_ENDPOINT_URL_SQS AWS_ENDPOINT_URL_DYNAMODB, 1",
        "GetMessageFunction, get-message.json, AWS_ENDPOINT_URL_DYNAMODB, 1",
        "ListMessagesFunction, list-messages-cursor.json, AWS_ENDPOINT_URL_DYNAMODB, 8",
        "ProcessMessageFunction, process-messages.json, AWS_ENDPOINT_URL_S3, 3"
    })
    void theFirstRequestUsesAConnectionThatWasOpenedAfterTheRestore(
            String function, String event, String engines, int concurrentCalls) {
        try (var process = process(function, FAST_START, Map.of())) {
            process.awaitSnapshot().restore().awaitFirstEvent();
            var opened = process.connections();

            process.invoke(sample(event));

            var used = process.connections();
            assertThat(used).containsAll(opened);
            for (var engine : engines.split(" ", -1)) {
                var port = ":%04X"
                        .formatted(URI.create(
                                        service.local().endpoints().variables().get(engine))
                                .getPort());
                assertThat(opened)
                        .filteredOn(connection -> connection.endsWith(port))
                        .hasSize(1);
                assertThat(used)
                        .filteredOn(connection -> connection.endsWith(port))
                        .hasSizeLessThanOrEqualTo(concurrentCalls);
            }
        }
    }

    @Test
    void twoRestoredProcessesUseDifferentInvocationIds() {
        Queue<String> heads = new ConcurrentLinkedQueue<>();
        try (var dynamoDb = new FakeAws(call -> {
            heads.add(call.head());
            return Reply.json("{}");
        })) {
            for (int i = 0; i < 2; i++) {
                var endpoint =
                        Map.of("AWS_ENDPOINT_URL_DYNAMODB", dynamoDb.address().toString());
                try (var process = process("GetMessageFunction", FAST_START, endpoint)) {
                    process.awaitSnapshot().restore().invoke(sample("get-message.json"));
                }
            }
        }

        assertThat(heads).hasSize(2).extracting(PrimingTest::invocationId).doesNotHaveDuplicates();
    }

    private SnapStartProcess process(String function, List<String> jvmOptions, Map<String, String> endpoints) {
        return new SnapStartProcess(service, function, jvmOptions, endpoints);
    }

    private static List<String> withFastStart(String option) {
        return Stream.concat(FAST_START.stream(), Stream.of(option)).toList();
    }

    private List<Integer> enginePorts() {
        var endpoints = service.local().endpoints();
        return List.of(
                endpoints.sqs().getPort(),
                endpoints.dynamoDb().getPort(),
                endpoints.s3().getPort());
    }

    private static Integer port(RecordedEvent event) {
        return event.getInt("port");
    }

    private static String invocationId(String head) {
        return head.lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("amz-sdk-invocation-id:"))
                .findFirst()
                .orElseThrow();
    }

    /** The number of live instances of each class, after a full garbage collection. */
    private static Map<String, Integer> instances(SnapStartProcess process) {
        var instances = new HashMap<String, Integer>();
        jcmd(process, "GC.class_histogram")
                .lines()
                .map(line -> line.strip().split("\\s+", -1))
                .filter(columns -> columns.length >= 4 && columns[0].endsWith(":"))
                .forEach(columns -> instances.put(columns[3], Integer.parseInt(columns[1])));
        assertThat(instances).containsKey("java.lang.String");
        return instances;
    }

    /** The classes that are loaded until now. The JVM flushes its log when it executes a command. */
    private static List<String> loadedClasses(SnapStartProcess process, Path log) {
        jcmd(process, "VM.version");
        try {
            return Files.readAllLines(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A sample event. The plain post has a new message id, so that its message is not stored yet. */
    private static String requestOf(String event) {
        return event.equals("post-message.json")
                ? sample(event).replace(SAMPLE_ID, UUID.randomUUID().toString())
                : sample(event);
    }

    private static String sample(String event) {
        return RunningService.read(RunningService.project().resolve("events").resolve(event));
    }

    private static String jcmd(SnapStartProcess process, String... command) {
        try {
            var line = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), Long.toString(process.pid())));
            line.addAll(List.of(command));
            var jcmd = new ProcessBuilder(line).redirectErrorStream(true).start();
            return new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
