package ordermessage.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/**
 * The project as the suite runs it: the same but for a shorter time-out of ProcessMessageFunction, so that many
 * time-outs fit into a run.
 */
record Project(Path root) {
    static final int TIMEOUT_SECONDS = 8;

    /** After which the function gives a batch back that is not done. */
    static final int BATCH_SECONDS = 6;

    private static final String TIMEOUT = "Timeout: 30\n";
    private static final Set<String> LEFT_OUT = Set.of("template.yaml", "target", ".git", ".local", ".aws-sam");

    /** Makes a copy of a project in a folder, by links. */
    static Project copyOf(Path original, Path folder) {
        try (var entries = Files.list(original)) {
            Files.createDirectories(folder);
            for (var entry : (Iterable<Path>) entries::iterator) {
                if (!LEFT_OUT.contains(entry.getFileName().toString())) {
                    Files.createSymbolicLink(folder.resolve(entry.getFileName()), entry.toAbsolutePath());
                }
            }
            var template = Files.readString(original.resolve("template.yaml"));
            if (template.split(TIMEOUT, -1).length != 2) {
                throw new IllegalStateException("template.yaml has not the one time-out that the suite shortens");
            }
            Files.writeString(
                    folder.resolve("template.yaml"), template.replace(TIMEOUT, "Timeout: " + TIMEOUT_SECONDS + "\n"));
            return new Project(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
