package ordermessage.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests {@code bin/sam-check} with scripts in place of the SAM CLI, Docker and make. */
@Tag("processes")
class SamCheckTest {
    private static final Path SCRIPT = SamTemplate.PROJECT.resolve("bin/sam-check");
    private static final List<String> NOT_EVENTS = List.of("env.json", "sample-message.json");

    /** Long enough for a loaded machine, and shorter than the two minutes for which the script waits. */
    private static final int SECONDS = 60;

    @TempDir
    private Path folder;

    @BeforeEach
    void createPrograms() throws IOException {
        program("docker", "");
        program("make", "echo 'Ready http://127.0.0.1:3000/prod'; exec sleep 600");
        // Every word that the script looks for in the answer to a sample event.
        program("sam", """
                case "$1 $2" in
                'local invoke') echo '"statusCode":200 "statusCode":202 "statusCode":400 "statusCode":404 "batchItemFailures":[]' ;;
                'local start-api') echo 'Port 3001 is in use'; exit 1 ;;
                esac
                """);
        program("curl", "exit 7");
    }

    @Test
    void aServerOfTheSamCliThatEndsIsReportedAtOnceWithItsOutput() throws IOException, InterruptedException {
        var output = folder.resolve("output");
        var builder =
                new ProcessBuilder(SCRIPT.toString()).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().merge("PATH", "", (path, _) -> folder + ":" + path);
        var process = builder.start();
        try {
            assertThat(process.waitFor(SECONDS, TimeUnit.SECONDS)).as("it ends").isTrue();
        } finally {
            // Its trap stops what it has started.
            process.destroy();
        }

        assertThat(process.exitValue()).isOne();
        assertThat(Files.readString(output)).endsWith("sam local start-api\nPort 3001 is in use\n");
    }

    @Test
    void everySampleEventIsInvoked() throws IOException {
        var invoked = Pattern.compile("(?m)^invoke \\w+ (\\S+\\.json) ")
                .matcher(Files.readString(SCRIPT))
                .results()
                .map(line -> line.group(1))
                .toList();

        try (var files = Files.list(SamTemplate.PROJECT.resolve("events"))) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> !NOT_EVENTS.contains(name)))
                    .containsExactlyInAnyOrderElementsOf(invoked);
        }
    }

    private void program(String name, String script) throws IOException {
        var file = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }
}
