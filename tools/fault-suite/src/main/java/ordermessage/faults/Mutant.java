package ordermessage.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The service with one mistake in it.
 *
 * @param mistake what it does wrong
 * @param function the one that makes the mistake
 * @param source the file, from the project's folder
 * @param original text that stands once in the file
 * @param mutated stands there instead
 */
record Mutant(String mistake, String function, String source, String original, String mutated) {
    private static final String[] FUNCTIONS = {FaultyStack.POST, FaultyStack.GET, FaultyStack.PROCESS};

    /**
     * Lays out the functions' artifacts with the mistake in them.
     *
     * @param folder is made; {@link FaultyStack#start} takes it for the artifacts
     * @throws IllegalStateException when the mutant does not fit the code any more
     */
    void install(Path project, Path folder) {
        try {
            for (var name : FUNCTIONS) {
                if (!name.equals(function)) {
                    Files.createDirectories(folder);
                    Files.createSymbolicLink(folder.resolve(name), project.resolve(name));
                }
            }
            var artifact = Path.of(function, "target", "artifact");
            copy(project.resolve(artifact), folder.resolve(artifact));
            new ArtifactCompiler(folder.resolve(artifact)).compile(className(), text(project));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String text(Path project) throws IOException {
        var text = Files.readString(project.resolve(source));
        if (text.indexOf(original) < 0 || text.indexOf(original) != text.lastIndexOf(original)) {
            throw new IllegalStateException("'%s' does not stand once in %s".formatted(original, source));
        }
        return text.replace(original, mutated);
    }

    private String className() {
        return source.replaceAll(".*/src/main/java/(.*)\\.java", "$1").replace('/', '.');
    }

    /** Classes are copied, for one is replaced; libraries are linked. */
    private static void copy(Path artifact, Path folder) throws IOException {
        try (var files = Files.walk(artifact)) {
            for (var file : (Iterable<Path>) files::iterator) {
                var inside = artifact.relativize(file);
                if (!inside.startsWith("lib")) {
                    Files.createDirectories(folder.resolve(inside).getParent());
                    Files.copy(file, folder.resolve(inside));
                }
            }
        }
        Files.createSymbolicLink(folder.resolve("lib"), artifact.resolve("lib"));
    }
}
