package ordermessage.local.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackageCacheTest {
    /** A package whose archive is the text "archive". */
    private static final NpmPackage PACKAGE = new NpmPackage(
            "@scope/name",
            "1.2.3",
            "sha512-sRU36Ok1DOcSWqYvA3z8E7szGJ0jPd3ewR+Oo3NRdlDSb053ZXua6gAZX/g3UdaiFCZ0yyF+PzssiRO+IXhDRA==");

    @TempDir
    Path folder;

    private final List<String> console = new ArrayList<>();

    @Test
    void aPackageIsDownloadedOnce() throws IOException {
        var archive = cache(source("good", "archive")).archive(PACKAGE);

        assertThat(archive).hasContent("archive");
        assertThat(console).containsExactly("Downloading @scope/name 1.2.3 ...");
        assertThat(cache().archive(PACKAGE)).isEqualTo(archive);
        assertThat(console).hasSize(1);
    }

    @Test
    void anArchiveThatWasChangedIsDownloadedAgain() throws IOException {
        var archive = cache(source("good", "archive")).archive(PACKAGE);
        Files.writeString(archive, "another program");

        assertThat(cache(source("good", "archive")).archive(PACKAGE)).hasContent("archive");
    }

    @Test
    void aPackageWithAnotherHashIsRefused() {
        assertThatThrownBy(() -> cache(source("bad", "another program")).archive(PACKAGE))
                .isInstanceOf(PackageUnavailableException.class)
                .hasMessage("@scope/name 1.2.3 cannot be downloaded (bad: its SHA-512 is not the expected one)");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void theNextSourceIsTriedWhenOneFails() {
        assertThat(cache(new UnavailableSource(), source("good", "archive")).archive(PACKAGE))
                .hasContent("archive");
    }

    @Test
    void aPackageThatNoSourceHasIsReportedInOneLine() {
        assertThatThrownBy(() -> cache(new UnavailableSource(), new NpmRegistry(URI.create("http://127.0.0.1:1/")))
                        .archive(PACKAGE))
                .isInstanceOf(PackageUnavailableException.class)
                .hasMessage("@scope/name 1.2.3 cannot be downloaded (absent: not there; 127.0.0.1: no connection)");
    }

    @Test
    void anArchiveIsDownloadedFromTheRegistryPathThatNpmUses() throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/@scope/name/-/name-1.2.3.tgz", exchange -> {
            var bytes = "archive".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        try {
            var registry = new NpmRegistry(
                    URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/"));

            assertThat(cache(registry).archive(PACKAGE)).hasContent("archive");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void aPlatformWithoutAHashIsReportedInOneLine() {
        assertThatThrownBy(() -> DynoxidePackage.forPlatform("plan9-x64"))
                .isInstanceOf(PackageUnavailableException.class)
                .hasMessage("The build has no SHA-512 of Dynoxide for plan9-x64");
    }

    private PackageCache cache(PackageSource... sources) {
        return new PackageCache(folder, List.of(sources), console::add);
    }

    private static PackageSource source(String name, String content) {
        return new FakeSource(name, content);
    }

    private static final class FakeSource implements PackageSource {
        private final String name;
        private final String content;

        FakeSource(String name, String content) {
            this.name = name;
            this.content = content;
        }

        @Override
        public Path download(NpmPackage wanted, Path folder) {
            try {
                return Files.writeString(folder.resolve("download"), content);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static final class UnavailableSource implements PackageSource {
        @Override
        public Path download(NpmPackage wanted, Path folder) {
            throw new PackageUnavailableException("not there");
        }

        @Override
        public String toString() {
            return "absent";
        }
    }
}
