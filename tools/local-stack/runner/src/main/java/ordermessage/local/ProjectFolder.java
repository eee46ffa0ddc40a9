package ordermessage.local;

import java.nio.file.Files;
import java.nio.file.Path;

/** The project's folders, as the local stack and the tests need them. */
public final class ProjectFolder {
    private ProjectFolder() {}

    /**
     * The project that the current folder is in: the first folder upwards with a {@code template.yaml}.
     *
     * @throws IllegalStateException when there is none
     */
    public static Path current() {
        for (var folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("template.yaml"))) {
                return folder;
            }
        }
        throw new IllegalStateException("No folder from here upwards has a template.yaml");
    }

    /** The folder with a module for each engine. */
    public static Path engines(Path project) {
        return project.resolve("tools", "local-stack", "engines");
    }
}
