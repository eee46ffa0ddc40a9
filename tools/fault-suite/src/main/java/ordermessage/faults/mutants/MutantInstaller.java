package ordermessage.faults.mutants;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import ordermessage.faults.stack.FunctionIds;

/** Creates copies of the functions' artifacts that have a mutant in them. */
final class MutantInstaller {
    private final Path project;

    /** @param project the built project */
    MutantInstaller(Path project) {
        this.project = project;
    }

    /**
     * Creates a folder with the artifacts of the functions whose calls go through the proxies, one of them with the mutant.
     *
     * @param folder is created; pass it as the artifacts to {@link ordermessage.faults.stack.ProxiedStack#start}
     * @throws IllegalStateException when the mutant does not match the source any more, or does not compile
     */
    void install(Mutant mutant, Path folder) {
        try {
            for (var function : FunctionIds.PROXIED) {
                if (!function.equals(mutant.function())) {
                    Files.createDirectories(folder);
                    Files.createSymbolicLink(folder.resolve(function), project.resolve(function));
                }
            }
            var artifact = Path.of(mutant.function(), "target", "artifact");
            copy(project.resolve(artifact), folder.resolve(artifact));
            var source = Files.readString(project.resolve(mutant.source()));
            new ArtifactCompiler(folder.resolve(artifact)).compile(mutant.className(), mutant.mutate(source));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Copies the classes, because one of them is replaced. Links to the libraries. */
    private static void copy(Path artifact, Path target) throws IOException {
        try (var files = Files.walk(artifact)) {
            for (var file : (Iterable<Path>) files::iterator) {
                var relative = artifact.relativize(file);
                if (!relative.startsWith("lib")) {
                    Files.createDirectories(target.resolve(relative).getParent());
                    Files.copy(file, target.resolve(relative));
                }
            }
        }
        Files.createSymbolicLink(target.resolve("lib"), artifact.resolve("lib"));
    }
}
