package ordermessage.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the checks of {@code make deploy-check} and their own tests, where the Python packages that they need exist. */
@Tag("processes")
@Order(1) // It takes longer than most other classes, so it starts before them.
class DeployCheckTest {
    @TempDir
    private Path folder;

    @Test
    void theTemplatePassesEveryCheckOfADeploymentAndEachCheckFindsItsMistake()
            throws IOException, InterruptedException {
        var output = check(System.getenv("PATH"));

        assumeFalse(output.startsWith("Skipped"), output.strip());
        assertThat(output).contains("The templates pass every check.", "OK");
    }

    @Test
    void withoutThePythonPackagesTheCheckIsSkippedAndSaysSoInOneLine() throws IOException, InterruptedException {
        Files.writeString(folder.resolve("python3"), "#!/bin/sh\nexit 1\n");
        Files.setPosixFilePermissions(folder.resolve("python3"), PosixFilePermissions.fromString("rwx------"));

        assertThat(check(folder + ":" + System.getenv("PATH")))
                .matches("Skipped: .* python3 -m pip install cfn-lint==.*\n");
    }

    private static String check(String path) throws IOException, InterruptedException {
        var builder = new ProcessBuilder("bin/deploy-check", "--test")
                .directory(SamTemplate.PROJECT.toFile())
                .redirectErrorStream(true);
        builder.environment().put("PATH", path);
        var process = builder.start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
