package ordermessage.local.download;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Downloads packages with the {@code npm} command, with the registry and the proxy from its configuration. */
public final class NpmClient implements PackageSource {
    private static final int TIMEOUT_SECONDS = 120;

    @Override
    public Path download(NpmPackage wanted, Path folder) {
        try {
            var npm = new ProcessBuilder(List.of(
                            "npm",
                            "pack",
                            wanted.name() + "@" + wanted.version(),
                            "--pack-destination",
                            folder.toString(),
                            "--loglevel",
                            "error"))
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .start();
            npm.getOutputStream().close();
            var output = new String(npm.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!npm.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS) || npm.exitValue() != 0) {
                throw new PackageUnavailableException(firstLine(output));
            }
            // The last line that npm prints is the archive's file name.
            return folder.resolve(output.strip().lines().toList().getLast());
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

    private static String firstLine(String output) {
        return output.lines().filter(line -> !line.isBlank()).findFirst().orElse("it failed");
    }
}
