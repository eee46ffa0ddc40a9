package ordermessage.local.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassPathTest {
    @TempDir
    private Path folder;

    /** Otherwise each copy of a project has an archive of its own, and each deletes that of the others. */
    @Test
    void aModuleThatIsFoundThroughASymbolicLinkHasTheSameClassPath() throws IOException {
        var module = folder.resolve("module");
        Files.createDirectories(module.resolve("target/classes"));
        Files.writeString(module.resolve("target/classpath"), "/lib/a.jar:/lib/b.jar");
        var link = Files.createSymbolicLink(folder.resolve("link"), module);

        assertThat(ClassPath.ofModule(link)).isEqualTo(ClassPath.ofModule(module.toRealPath()));
    }

    @Test
    void theErrorForAModuleThatIsNotBuiltSaysWhatIsMissing() {
        assertThatThrownBy(() -> ClassPath.ofModule(folder))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(folder.resolve("target/classpath") + " is missing: build the project first");
    }
}
