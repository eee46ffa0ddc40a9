package ordermessage.local.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("artifacts")
class NativeLibraryTest {
    private static final int STACKS = 24;

    @TempDir
    Path folder;

    /** The fault suite starts two stacks in one JVM at the same time. */
    @Test
    void stacksThatStartAtTheSameTimeUnpackTheLibrary() throws Exception {
        var client = SampleFunctions.client();
        var files = new ArrayList<Future<Path>>();
        try (var executor = Executors.newFixedThreadPool(8)) {
            for (var stack = 0; stack < STACKS; stack++) {
                var ownFolder = folder.resolve(Integer.toString(stack));
                files.add(executor.submit(() -> NativeLibrary.unpack(client, ownFolder)));
            }
        }

        var first = files.getFirst().get();
        for (var file : files) {
            assertThat(file.get()).hasSameBinaryContentAs(first);
        }
        assertThat(first).isNotEmptyFile();
    }

    @Test
    void aClientWithoutALibraryIsRefusedAndNoFileIsLeft() {
        assertThatThrownBy(() -> NativeLibrary.unpack(List.of(), folder))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("has no jni/libaws-lambda-jni");
        assertThat(folder).isEmptyDirectory();
    }
}
