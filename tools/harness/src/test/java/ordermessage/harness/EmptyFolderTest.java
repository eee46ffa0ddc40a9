package ordermessage.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmptyFolderTest {
    @Test
    void filesOfTheLastRunAreDeletedAndTargetsOfLinksAreNot(@TempDir Path temporary) throws IOException {
        var target = Files.createFile(
                Files.createDirectory(temporary.resolve("project")).resolve("file"));
        var folder = Files.createDirectories(temporary.resolve("work"));
        Files.createFile(Files.createDirectory(folder.resolve("logs")).resolve("log"));
        Files.createSymbolicLink(folder.resolve("link"), target.getParent());

        assertThat(EmptyFolder.at(folder)).isEqualTo(folder).isEmptyDirectory();
        assertThat(target).exists();
    }
}
