package ordermessage.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import ordermessage.local.LocalService;
import ordermessage.local.Options;
import ordermessage.local.ProjectFolder;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests that a stack leaves class archives for the next one. The test modules that start the stack often come after this
 * one, so their processes need half of the processor time to start.
 */
@Tag("processes")
class StackArchivesTest {
    private static final Path PROJECT = ProjectFolder.current();

    private static final Duration TIMEOUT = Duration.ofMinutes(1);

    @TempDir
    private Path folder;

    @Test
    void aStackThatEndsLeavesAnArchiveForEachFunctionAndForEachEngineThatIsAJavaProgram() {
        var engines = ProjectFolder.engines(PROJECT);
        var modules = new ArrayList<>(List.of(engines.resolve("elasticmq"), engines.resolve("s3proxy")));

        try (var stack = LocalService.start(Options.builder(PROJECT, folder).build())) {
            stack.stack().functions().forEach(function -> modules.add(PROJECT.resolve(function.logicalId())));
            call(stack);
        }

        assertThat(modules)
                .hasSize(6)
                .allSatisfy(module -> assertThat(archives(module)).hasSize(1));
    }

    /** So the archives contain the classes that serve requests, too. */
    private static void call(LocalService stack) {
        try (var api = new Api(stack.api(), stack::token, TIMEOUT)) {
            var companyId = UUID.randomUUID().toString();
            var messageId = UUID.randomUUID().toString();
            var message = """
                    {"metadata": {"message_time": "2026-01-01T00:00:00Z", "company_id": "%s", "message_id": "%s"}, "data": {}}
                    """.formatted(companyId, messageId);
            var company = api.as(companyId);
            assertThat(company.post(message).statusCode()).isEqualTo(202);
            company.awaitMessage(messageId);
            assertThat(company.request("GET", "/messages").statusCode()).isEqualTo(200);
        }
    }

    private static List<Path> archives(Path module) {
        try (var files = Files.list(module.resolve("target"))) {
            return files.filter(file -> file.toString().endsWith(".jsa")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
