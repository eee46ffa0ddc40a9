package ordermessage.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Runs the checks of {@code make deploy-check} and their own tests, where the Python packages that they need exist. */
@Tag("processes")
class DeployCheckTest {
    @Test
    void theTemplatePassesEveryCheckOfADeploymentAndEachCheckFindsItsMistake()
            throws IOException, InterruptedException {
        var process = new ProcessBuilder("bin/deploy-check", "--test")
                .directory(SamTemplate.PROJECT.toFile())
                .redirectErrorStream(true)
                .start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(output).isZero();
        assumeFalse(output.startsWith("Skipped"), output.strip());
        assertThat(output).contains("The templates pass every check.", "OK");
    }
}
