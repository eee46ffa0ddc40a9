package ordermessage.faults.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;

/**
 * A copy of the project with a shorter timeout of ProcessMessageFunction in its template, so that the function can reach
 * its timeout many times in one run.
 */
public final class ProjectCopy {
    /** The timeout of ProcessMessageFunction in the copy. */
    public static final Duration FUNCTION_TIMEOUT = Duration.ofSeconds(8);

    /** The time that ProcessMessageFunction takes for a batch in the copy. It reports the unfinished records as failed. */
    public static final Duration BATCH_TIME_LIMIT = Duration.ofSeconds(6);

    private static final String ORIGINAL_TIMEOUT = "Timeout: 30\n";

    /** The lowest visibility timeout that the template allows. In the copy, a stack may have a shorter one from its start. */
    private static final String ORIGINAL_LEAST_VISIBILITY_TIMEOUT = "MinValue: 180\n";

    private static final Set<String> EXCLUDED = Set.of("template.yaml", "target", ".git", ".local", ".aws-sam");

    private ProjectCopy() {}

    /**
     * Creates a copy. It has its own template, and symbolic links to the other files and folders of the project.
     *
     * @param folder the root of the copy; it is created if it does not exist
     * @throws IllegalStateException when the template does not have exactly one timeout of 30 s
     */
    static void create(Path project, Path folder) {
        try (var entries = Files.list(project)) {
            Files.createDirectories(folder);
            for (var entry : (Iterable<Path>) entries::iterator) {
                if (!EXCLUDED.contains(entry.getFileName().toString())) {
                    Files.createSymbolicLink(folder.resolve(entry.getFileName()), entry.toAbsolutePath());
                }
            }
            Files.writeString(
                    folder.resolve("template.yaml"),
                    withShortTimeout(Files.readString(project.resolve("template.yaml"))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String withShortTimeout(String template) {
        if (template.split(ORIGINAL_TIMEOUT, -1).length != 2) {
            throw new IllegalStateException(
                    "template.yaml must have '%s' exactly once".formatted(ORIGINAL_TIMEOUT.strip()));
        }
        return template.replace(ORIGINAL_TIMEOUT, "Timeout: " + FUNCTION_TIMEOUT.toSeconds() + "\n")
                .replace(ORIGINAL_LEAST_VISIBILITY_TIMEOUT, "MinValue: 1\n");
    }
}
