package ordermessage.local.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs scripts in place of npm. */
@Tag("processes")
class NpmClientTest {
    private static final NpmPackage PACKAGE = new NpmPackage("@scope/name", "1.2.3", "sha512-");

    @TempDir
    Path programs;

    @TempDir
    Path folder;

    @Test
    void anNpmThatDoesNotEndIsKilled() throws IOException {
        var started = programs.resolve("started");
        var npm = npm("echo $$ > %s; sleep 60".formatted(started), Duration.ofSeconds(2));

        assertThatThrownBy(() -> npm.download(PACKAGE, folder))
                .isInstanceOf(PackageUnavailableException.class)
                .hasMessage("it did not end within 2 s");

        var pid = Long.parseLong(Files.readString(started).strip());
        assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
    }

    @Test
    void anArchiveHasTheNameInTheLastLineOfNpm() throws IOException {
        var npm = npm("printf archive > name.tgz; echo a notice; echo name.tgz", Duration.ofMinutes(1));

        assertThat(npm.download(PACKAGE, folder)).hasContent("archive");
    }

    @Test
    void theReasonOfAnNpmThatFailsIsItsFirstLine() throws IOException {
        var npm = npm("echo; echo no network; echo more; exit 1", Duration.ofMinutes(1));

        assertThatThrownBy(() -> npm.download(PACKAGE, folder))
                .isInstanceOf(PackageUnavailableException.class)
                .hasMessage("no network");
    }

    private NpmClient npm(String script, Duration timeout) throws IOException {
        var file = Files.writeString(programs.resolve("npm"), "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
        return new NpmClient(file.toString(), timeout);
    }
}
