package ordermessage.local.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import ordermessage.local.process.PortTakenException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("processes")
class EnginesTest {
    @TempDir
    static Path data;

    private static Engines engines;

    @BeforeAll
    static void start() {
        engines = Engines.start(
                TestEngines.REGION,
                TestEngines.dynoxide(data),
                settings("sqs", 0),
                settings("dynamodb", 0),
                settings("s3", 0));
    }

    @AfterAll
    static void end() {
        engines.close();
    }

    @Test
    void theEnginesListenOnTheGivenAddressOnly() {
        // All of 127.0.0.0/8 belongs to this machine. A server that listens on all addresses would answer here.
        Stream.of(engines.sqs(), engines.dynamoDb(), engines.s3())
                .forEach(engine -> assertThatThrownBy(
                                () -> new Socket("127.0.0.2", engine.endpoint().getPort()).close())
                        .isInstanceOf(ConnectException.class));
    }

    @Test
    void aPortInUseIsReportedInOneLineAndNoEngineIsLeft() {
        var taken = engines.s3().endpoint().getPort();

        assertThatThrownBy(() -> Engines.start(
                        TestEngines.REGION,
                        TestEngines.dynoxide(data),
                        settings("other/sqs", 0),
                        settings("other/dynamodb", 0),
                        settings("other/s3", taken)))
                .isInstanceOf(PortTakenException.class)
                .hasMessage("Port %d (S3) is taken; choose another with S3_PORT=…", taken);
        assertThat(processesIn(data.resolve("sqs"))).isNotEmpty();
        assertThat(processesIn(data.resolve("other"))).isEmpty();
    }

    @Test
    void anEngineThatExitsAtOnceIsReportedInOneLine() throws IOException {
        var target = Files.createDirectories(data.resolve("modules/s3proxy/target"));
        Files.writeString(target.resolve("classpath"), "no.jar");
        var settings = TestEngines.settings(data.resolve("modules"), data.resolve("none"), 0);

        assertThatThrownBy(() -> Engine.start(new S3Proxy(), settings))
                .isInstanceOf(EngineFailedException.class)
                .hasMessageMatching("S3Proxy \\(for S3\\) did not start: it exited with code 1 \\(.+\\)");
    }

    @Test
    void aProjectThatIsNotBuiltIsReportedInOneLine() {
        var settings = TestEngines.settings(data, data.resolve("none"), 0);

        assertThatThrownBy(() -> Engine.start(new S3Proxy(), settings))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageEndingWith("s3proxy/target/classpath is missing: build the project first");
    }

    /** Returns the child processes that work in a folder. Other test classes start and end processes at the same time. */
    private static Stream<ProcessHandle> processesIn(Path folder) {
        return ProcessHandle.current().children().filter(process -> {
            try {
                return Path.of("/proc", Long.toString(process.pid()), "cwd")
                        .toRealPath()
                        .startsWith(folder);
            } catch (IOException e) {
                return false; // The process has ended.
            }
        });
    }

    private static EngineSettings settings(String folder, int port) {
        return TestEngines.settings(data.resolve(folder), port);
    }
}
