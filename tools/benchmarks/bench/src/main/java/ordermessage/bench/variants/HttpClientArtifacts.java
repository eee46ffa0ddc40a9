package ordermessage.bench.variants;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;
import ordermessage.bench.stack.ServiceFunction;

/**
 * The artifacts of the functions with other HTTP clients: with the module {@code http-clients} in place of the SDK's client for
 * Apache 5. They consist of links.
 */
final class HttpClientArtifacts {
    /** The system property that the module {@code http-clients} reads. */
    private static final String CLIENT = "ordermessage.bench.http-client";

    private static final String LIBRARIES = "lib";

    private HttpClientArtifacts() {}

    /** Returns the option of the JVM that chooses a client. */
    static String option(String client) {
        return "-D" + CLIENT + "=" + client;
    }

    /**
     * Makes the artifacts.
     *
     * @param project the folder of the built project
     * @param functions an empty folder, which then contains {@code <logical id>/target/artifact} for each function
     */
    static void make(Path project, Path functions) {
        var clients = project.resolve("tools", "benchmarks", "http-clients", "target", "artifact");
        try {
            for (var function : ServiceFunction.values()) {
                var path = Path.of(function.logicalId(), "target", "artifact");
                var artifact = Files.createDirectories(functions.resolve(path));
                Files.createDirectory(artifact.resolve(LIBRARIES));
                link(project.resolve(path), artifact);
                link(clients, artifact);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void link(Path from, Path to) throws IOException {
        link(from, to, file -> !file.endsWith(LIBRARIES));
        link(from.resolve(LIBRARIES), to.resolve(LIBRARIES), HttpClientArtifacts::isKept);
    }

    private static void link(Path from, Path to, Predicate<Path> which) throws IOException {
        try (var files = Files.list(from)) {
            for (var file : files.filter(which).toList()) {
                var link = to.resolve(file.getFileName());
                if (!Files.exists(link)) {
                    Files.createSymbolicLink(link, file);
                }
            }
        }
    }

    private static boolean isKept(Path library) {
        return !library.getFileName().toString().matches("(apache5-client|httpc(lient|ore)5).*");
    }
}
