package ordermessage.stores;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the commands as processes. */
@Tag("processes")
class MainTest {
    private static final Pattern RESUME = Pattern.compile("run the command again with FROM=(\\S+)\n");

    private static LocalStores stores;

    @BeforeAll
    static void start(@TempDir Path folder) {
        stores = new LocalStores(folder);
    }

    @AfterAll
    static void stop() {
        stores.close();
    }

    @BeforeEach
    void reset() {
        stores.reset();
    }

    @Test
    void theExitCodeSaysWhetherThereAreFindings() throws Exception {
        var message = stores.storeMessage("");
        assertThat(output(start("audit", Map.of()), 0)).contains("1 objects and 1 entries read\n");

        stores.deleteItem(message.key());

        assertThat(output(start("audit", Map.of()), 1)).startsWith("no entry ");
        assertThat(output(start("rebuild-index", Map.of()), 0)).contains("1 entries added\n");
    }

    @Test
    void aWrongSettingEndsWithItsOwnExitCode() throws Exception {
        assertThat(output(start("audit", Map.of("RATE", "fast")), 2))
                .isEqualTo("RATE is not a number from 1 to 10000\n");
        assertThat(output(start("audit", Map.of("TABLE", "")), 2)).startsWith("TABLE is empty: ");
        assertThat(output(start("erase", Map.of("COMPANY_ID", LocalStores.COMPANY)), 2))
                .startsWith("MESSAGE_ID is not a UUID. ");
    }

    @Test
    void aStoreThatDoesNotAnswerEndsWithItsOwnExitCode() throws Exception {
        assertThat(output(start("audit", Map.of("AWS_ENDPOINT_URL_S3", "http://127.0.0.1:1")), 3))
                .startsWith("A store does not answer (")
                .endsWith("Stopped near the beginning: run the command again.\n")
                .doesNotContain("\tat ");
    }

    @Test
    void aRebuildThatIsStoppedContinuesWhereItsLastLineSays() throws Exception {
        stores.storeMessages(12).forEach(message -> stores.deleteItem(message.key()));
        var stopped = start("rebuild-index", Map.of("RATE", "1"));
        await().atMost(Duration.ofMinutes(2)).until(() -> stores.items().size() > 2);

        // Process.destroy would also close the stream.
        stopped.toHandle().destroy();

        var resume = RESUME.matcher(output(stopped, 143));
        assertThat(resume.find()).isTrue();
        var before = stores.items().size();
        var rest = output(start("rebuild-index", Map.of("FROM", resume.group(1))), 0);
        assertThat(rest).contains("%d entries added\n".formatted(12 - before)).doesNotContain("12 objects read");
        assertThat(stores.items()).hasSize(12);
    }

    private static Process start(String command, Map<String, String> settings) throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var builder = new ProcessBuilder(
                        java,
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "ordermessage.stores.Main",
                        command)
                .redirectErrorStream(true);
        var environment = new HashMap<>(stores.variables());
        environment.put("MARGIN", "0");
        environment.putAll(settings);
        builder.environment().keySet().removeIf(name -> name.equals("STACK") || name.startsWith("AWS_"));
        builder.environment().putAll(environment);
        return builder.start();
    }

    /** Waits until a process has ended, and returns what it has printed. */
    private static String output(Process process, int exitCode) throws Exception {
        var output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(output).isEqualTo(exitCode);
        // The class path of tests has two loggers.
        return output.lines()
                .filter(line -> !line.startsWith("SLF4J"))
                .map(line -> line + "\n")
                .reduce("", String::concat);
    }
}
