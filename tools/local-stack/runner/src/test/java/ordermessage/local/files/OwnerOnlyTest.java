package ordermessage.local.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnerOnlyTest {
    @TempDir
    private Path folder;

    @Test
    void aReplacedFileHasTheNewContentAndOnlyItsOwnerCanReadIt() throws IOException {
        var file = Files.writeString(folder.resolve("file"), "a longer old content");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));

        OwnerOnly.replace(file, "new content: grün");

        assertThat(file).hasContent("new content: grün");
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(folder).isDirectoryNotContaining("glob:**.tmp");
    }

    @Test
    void aFileThatDoesNotExistIsCreated() throws IOException {
        OwnerOnly.replace(folder.resolve("file"), "content");

        assertThat(folder.resolve("file")).hasContent("content");
    }

    @Test
    void aReaderThatHasOpenedTheOldFileStillReadsTheOldContent() throws IOException {
        var file = Files.writeString(folder.resolve("file"), "old content");

        try (var reader = Files.newBufferedReader(file)) {
            OwnerOnly.replace(file, "new content");

            assertThat(reader.readLine()).isEqualTo("old content");
        }
    }

    @Test
    void aReplacementThatFailsLeavesTheOldStateAndNoOtherFile() throws IOException {
        var notAFile = Files.createDirectories(folder.resolve("name/content")).getParent();

        assertThatThrownBy(() -> OwnerOnly.replace(notAFile, "content")).isInstanceOf(IOException.class);

        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(notAFile);
        }
        assertThat(notAFile.resolve("content")).isDirectory();
    }

    @Test
    void severalThreadsMayReplaceAFileAtTheSameTime() throws Exception {
        var file = folder.resolve("file");
        var replacements = new ArrayList<Future<?>>();
        try (var threads = Executors.newFixedThreadPool(4)) {
            for (var i = 0; i < 400; i++) {
                replacements.add(threads.submit(() -> {
                    OwnerOnly.replace(file, "content");
                    return null;
                }));
            }
        }

        for (var replacement : replacements) {
            assertThat(replacement).succeedsWithin(Duration.ZERO);
        }
        assertThat(file).hasContent("content");
    }
}
