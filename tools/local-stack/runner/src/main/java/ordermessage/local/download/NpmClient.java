package ordermessage.local.download;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Downloads packages with the {@code npm} command, with the registry and the proxy from its configuration. */
public final class NpmClient implements PackageSource {
    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    private final String command;
    private final Duration timeout;

    public NpmClient() {
        this("npm", TIMEOUT);
    }

    /**
     * @param command the name or the path of the program
     * @param timeout the time after which it is killed
     */
    NpmClient(String command, Duration timeout) {
        this.command = command;
        this.timeout = timeout;
    }

    @Override
    public Path download(NpmPackage wanted, Path folder) {
        // Its output goes to a file, because a read from a pipe would last as long as npm.
        var output = folder.resolve("npm-output");
        try {
            var npm = new ProcessBuilder(List.of(
                            command,
                            "pack",
                            wanted.name() + "@" + wanted.version(),
                            "--pack-destination",
                            folder.toString(),
                            "--loglevel",
                            "error"))
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            npm.getOutputStream().close();
            if (!hasEnded(npm)) {
                throw new PackageUnavailableException("it did not end within %d s".formatted(timeout.toSeconds()));
            }
            var lines = Files.readString(output).strip().lines().toList();
            if (npm.exitValue() != 0 || lines.isEmpty()) {
                throw new PackageUnavailableException(lines.isEmpty() ? "it failed" : lines.getFirst());
            }
            // The last line that npm prints is the archive's file name.
            return folder.resolve(lines.getLast());
        } catch (IOException e) {
            throw new PackageUnavailableException("it is not installed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PackageUnavailableException("it was interrupted", e);
        }
    }

    @Override
    public String toString() {
        return "npm";
    }

    /** Waits for the end of the process. Kills it and its children if it takes too long, or if this thread is interrupted. */
    private boolean hasEnded(Process npm) throws InterruptedException {
        try {
            return npm.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } finally {
            var running =
                    Stream.concat(npm.descendants(), Stream.of(npm.toHandle())).toList();
            running.forEach(ProcessHandle::destroyForcibly);
            // The folder can be deleted when none of them writes to it any more.
            running.forEach(process -> process.onExit().join());
        }
    }
}
