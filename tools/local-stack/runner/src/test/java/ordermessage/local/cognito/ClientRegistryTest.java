package ordermessage.local.cognito;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientRegistryTest {
    private static final AppClient CLIENT = new AppClient("first", 1, 1, new JsonObject(), List.of());
    private static final AppClient OTHER_CLIENT = new AppClient("second", 2, 2, new JsonObject(), List.of());
    private static final JsonObject SERVER =
            ResourceServerOperations.declared("pool", "messages", List.of("read", "write"));
    private static final JsonObject OTHER_SERVER = ResourceServerOperations.declared("pool", "company", List.of("one"));

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve("clients.json");
    }

    @Test
    void everyChangeIsInTheFile() {
        var registry = new ClientRegistry("pool", file);
        registry.putResourceServer(SERVER);
        registry.put(CLIENT);
        registry.put(OTHER_CLIENT);
        registry.remove(CLIENT);

        var read = new ClientRegistry("pool", file);

        assertThat(read.clients()).containsExactly(OTHER_CLIENT);
        assertThat(read.resourceServers()).containsExactly(SERVER);
    }

    @Test
    void aChangeThatCannotBeWrittenHasNoEffect() throws IOException {
        var registry = new ClientRegistry("pool", file);
        registry.put(CLIENT);
        registry.putResourceServer(SERVER);
        makeTheFileUnwritable();

        assertThatThrownBy(() -> registry.put(OTHER_CLIENT)).isInstanceOf(UncheckedIOException.class);
        assertThatThrownBy(() -> registry.remove(CLIENT)).isInstanceOf(UncheckedIOException.class);
        assertThatThrownBy(() -> registry.putResourceServer(OTHER_SERVER)).isInstanceOf(UncheckedIOException.class);

        assertThat(registry.clients()).containsExactly(CLIENT);
        assertThat(registry.resourceServers()).containsExactly(SERVER);
        assertThat(registry.hasScope("company/one")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "null",
                "[]",
                "x",
                "{\"clients\": [],",
                "{\"clients\": []}",
                "{\"clients\": [null], \"resourceServers\": []}",
                "{\"clients\": [{\"id\": \"a\", \"secrets\": []}], \"resourceServers\": []}",
                "{\"clients\": [{\"id\": \"a\", \"settings\": {}, \"secrets\": [{}]}], \"resourceServers\": []}",
                "{\"clients\": [], \"resourceServers\": [{}]}",
                "{\"clients\": [], \"resourceServers\": [{\"Identifier\": {}}]}",
            })
    void aFileWithoutARegistryIsReportedInOneLineThatNamesTheFile(String content) throws IOException {
        Files.writeString(file, content);

        assertRefused();
    }

    @Test
    void aFileThatIsNotTextIsReportedInOneLineThatNamesTheFile() throws IOException {
        Files.write(file, new byte[] {-1});

        assertRefused();
    }

    private void assertRefused() {
        assertThatThrownBy(() -> new ClientRegistry("pool", file))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(file + " does not contain app clients: delete it to start without any");
    }

    /** A folder with a file in it cannot be replaced, not even by root. */
    private void makeTheFileUnwritable() throws IOException {
        Files.delete(file);
        Files.createDirectories(file.resolve("content"));
    }
}
