package ordermessage.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the runner as a process, as {@code make run} starts it. */
@Tag("processes")
@Order(1) // It takes longer than most other classes, so it starts before them.
class MainTest {
    private static final Map<String, String> FREE_PORTS =
            Map.of("PORT", "0", "SQS_PORT", "0", "DYNAMODB_PORT", "0", "S3_PORT", "0");

    @TempDir
    Path project;

    private Process runner;

    @BeforeEach
    void createProject() {
        SampleProject.create(project);
    }

    @AfterEach
    void end() {
        runner.destroyForcibly();
    }

    @Test
    void theRunnerStopsCleanlyAndStartsAgainAfterAKill() throws Exception {
        run(FREE_PORTS);
        assertThat(output())
                .contains("Ready http://127.0.0.1:", "/prod", ". .local/env")
                .contains("Not supported on one machine:", "Table: StreamSpecification");
        var children = runner.descendants().toList();
        assertThat(children).hasSizeGreaterThanOrEqualTo(5);

        runner.destroyForcibly();
        awaitEnd(children);

        run(FREE_PORTS);
        var others = runner.descendants().toList();
        runner.destroy();
        assertThat(runner.waitFor(2, TimeUnit.MINUTES)).isTrue();
        awaitEnd(others);
    }

    @Test
    void aPortInUseIsReportedInOneLine() throws Exception {
        try (var taken = new ServerSocket(0, 0, InetAddress.getLoopbackAddress())) {
            var port = Integer.toString(taken.getLocalPort());

            assertFails(Map.of("PORT", port), "Port %s (API) is taken; choose another with PORT=…".formatted(port));
        }
    }

    @Test
    void anInvalidSettingIsReportedInOneLine() throws Exception {
        assertFails(Map.of("S3_PORT", "high"), "S3_PORT=high is not a number from 0 to 65535");
    }

    private void assertFails(Map<String, String> environment, String message) throws Exception {
        start(environment);

        assertThat(runner.waitFor()).isEqualTo(1);
        assertThat(output()).isEqualTo(message + "\n");
    }

    private void run(Map<String, String> environment) throws Exception {
        start(environment);
        await().atMost(Duration.ofMinutes(2))
                .failFast(() -> assertThat(runner.isAlive()).as(output()).isTrue())
                .until(() -> output().contains("Ctrl-C"));
    }

    private void start(Map<String, String> environment) throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var builder = new ProcessBuilder(List.of(
                        java,
                        // The options of make run that shorten the start.
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "ordermessage.local.Main"))
                .directory(project.toFile())
                .redirectErrorStream(true)
                .redirectOutput(project.resolve("output").toFile());
        builder.environment().putAll(FREE_PORTS);
        builder.environment().putAll(environment);
        runner = builder.start();
    }

    private String output() throws IOException {
        return Files.readString(project.resolve("output"));
    }

    private static void awaitEnd(List<ProcessHandle> processes) {
        for (var process : processes) {
            process.onExit().orTimeout(2, TimeUnit.MINUTES).join();
        }
    }
}
