package ordermessage.local;

import java.nio.file.Files;
import java.nio.file.Path;

/** Finds the folders of the project, for the local stack and for tests. */
public final class ProjectFolder {
    private ProjectFolder() {}

    /**
     * Returns the project folder: the current folder, or the nearest folder above it, that contains
     * {@code template.yaml}.
     *
     * @throws IllegalStateException when no such folder exists
     */
    public static Path current() {
        for (var folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("template.yaml"))) {
                return folder;
            }
        }
        throw new IllegalStateException("Neither the current folder nor a folder above it contains template.yaml");
    }

    /** Returns the folder that has a module for each engine. */
    public static Path engines(Path project) {
        return project.resolve("tools", "local-stack", "engines");
    }
}
