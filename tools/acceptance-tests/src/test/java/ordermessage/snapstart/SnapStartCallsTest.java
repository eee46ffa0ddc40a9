package ordermessage.snapstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import ordermessage.acceptance.RunningService;
import ordermessage.local.fault.LatencyProxy;
import ordermessage.snapstart.FakeAws.Reply;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests which calls a process makes until its snapshot, and after the restore. */
@Tag("processes")
@ExtendWith(RunningService.Shared.class)
@Order(2) // Otherwise it would be the last class, and run alone.
class SnapStartCallsTest {
    /** Records every read and write of a socket, however short. */
    private static final String SOCKETS = """
            <?xml version="1.0" encoding="UTF-8"?>
            <configuration version="2.0">
              <event name="jdk.SocketRead"><setting name="enabled">true</setting><setting name="threshold">0 ns</setting></event>
              <event name="jdk.SocketWrite"><setting name="enabled">true</setting><setting name="threshold">0 ns</setting></event>
            </configuration>
            """;

    private static final String DYNAMODB = "AWS_ENDPOINT_URL_DYNAMODB";

    @TempDir
    private Path folder;

    private final RunningService service;

    SnapStartCallsTest(RunningService service) {
        this.service = service;
    }

    /** The calls of SdkWarmUp to AWS (docs/architecture.md) need DNS, and there is none here. */
    @ParameterizedTest
    @ValueSource(
            strings = {"PostMessageFunction", "GetMessageFunction", "ListMessagesFunction", "ProcessMessageFunction"})
    void primingCallsOnlyTheFakeAws(String function) throws IOException {
        var settings = Files.writeString(folder.resolve("sockets.jfc"), SOCKETS);
        var recording = folder.resolve("sockets.jfr");
        var record = "-XX:StartFlightRecording:settings=" + settings;
        try (var process = SnapStartProcess.startFast(service, function, Map.of(), record)) {
            process.awaitSnapshot().jcmd("JFR.dump", "filename=" + recording);

            assertThat(RecordingFile.readAllEvents(recording))
                    .as("reads and writes of sockets during priming")
                    .hasSizeGreaterThan(10)
                    .allSatisfy(
                            access -> assertThat(access.getString("address")).isEqualTo("127.0.0.1"))
                    .extracting(SnapStartCallsTest::port)
                    .doesNotContainAnyElementsOf(enginePorts());
        }
    }

    @Test
    void twoRestoredProcessesUseDifferentInvocationIds() {
        Queue<String> heads = new ConcurrentLinkedQueue<>();
        try (var dynamoDb = new FakeAws(call -> {
            heads.add(call.head());
            return Reply.json("{}");
        })) {
            for (var i = 0; i < 2; i++) {
                var endpoint =
                        Map.of("AWS_ENDPOINT_URL_DYNAMODB", dynamoDb.address().toString());
                try (var process = SnapStartProcess.startFast(service, "GetMessageFunction", endpoint)) {
                    process.awaitSnapshot().restore().invoke(sample("get-message.json"));
                }
            }
        }

        assertThat(heads)
                .hasSize(2)
                .extracting(SnapStartCallsTest::invocationId)
                .doesNotHaveDuplicates();
    }

    private List<Integer> enginePorts() {
        var engines = service.local().endpoints();
        return List.of(
                engines.sqs().getPort(),
                engines.dynamoDb().getPort(),
                engines.s3().getPort());
    }

    /** On AWS, a POST waits for 300 ms. The processes of one machine may wait that long for a processor. */
    @Test
    void aPostOfTheLocalStackWaitsForATableThatTakesHalfASecond() {
        service.post(sample("sample-message.json"));
        service.awaitMessage("fc0daad3-4f10-4d15-b8c6-276cca111e87");
        try (var slow = new LatencyProxy(Duration.ofMillis(500))) {
            slow.forwardTo(URI.create(service.local().endpoints().variables().get(DYNAMODB)));
            try (var process = SnapStartProcess.startFast(
                    service,
                    "PostMessageFunction",
                    Map.of(DYNAMODB, slow.address().toString()))) {
                assertThat(process.awaitSnapshot().restore().invoke(sample("post-message.json")))
                        .contains("\"statusCode\":200");
            }
        }
    }

    private static Integer port(RecordedEvent access) {
        return access.getInt("port");
    }

    private static String sample(String file) {
        return RunningService.read(RunningService.project().resolve("events").resolve(file));
    }

    private static String invocationId(String head) {
        return head.lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("amz-sdk-invocation-id:"))
                .findFirst()
                .orElseThrow();
    }
}
