package ordermessage.local.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JavaRuntimeTest {
    @TempDir
    private Path folder;

    private Path artifact;

    @BeforeEach
    void createArtifact() throws IOException {
        artifact = Files.createDirectories(folder.resolve("project/Function/target/artifact"))
                .toRealPath();
    }

    @Test
    void theArtifactOfACopyOfTheProjectIsThatOfTheProject() throws IOException {
        var copy = Files.createDirectory(folder.resolve("copy"));
        Files.createSymbolicLink(copy.resolve("Function"), folder.resolve("project/Function"));

        assertThat(runtime(copy).artifact("Function")).isEqualTo(artifact);
    }

    @Test
    void theArtifactOfAFunctionThatIsNotBuiltIsWhereItWouldBe() {
        assertThat(runtime(folder).artifact("Other")).isEqualTo(folder.resolve("Other/target/artifact"));
    }

    private static JavaRuntime runtime(Path project) {
        return new JavaRuntime(List.of(), Path.of("library"), project);
    }
}
