package ordermessage.local.runtime;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import ordermessage.local.ProjectFolder;
import ordermessage.local.process.ClassPath;
import ordermessage.local.role.RolePolicy;
import ordermessage.local.template.Resource;

/** Makes functions for tests. Their artifact is the folder of the test classes. */
public final class SampleFunctions {
    private static final Path MODULES = ProjectFolder.engines(ProjectFolder.current());
    private static final Path CLASSES = Path.of("target", "test-classes").toAbsolutePath();

    private SampleFunctions() {}

    static Resource.Function function(
            Class<?> handler, Duration timeout, boolean snapStart, Map<String, String> environment) {
        return new Resource.Function(
                "Sample",
                "stack-Sample",
                handler.getName(),
                256,
                timeout,
                environment,
                snapStart,
                "JSON",
                Optional.of("WARN"),
                Optional.empty(),
                List.of(),
                List.of(),
                new RolePolicy("arn:aws:iam::000000000000:role/stack-SampleRole", List.of()));
    }

    /** Creates the artifacts of functions, as the build of a project does. */
    public static void createArtifacts(Path project, String... logicalIds) {
        try {
            for (var logicalId : logicalIds) {
                var target = Files.createDirectories(project.resolve(logicalId, "target"));
                Files.createSymbolicLink(target.resolve("artifact"), CLASSES);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns Lambda's Java runtime for the functions of a project. */
    static JavaRuntime runtime(Path project) {
        createArtifacts(project, "Sample");
        var client = client();
        return new JavaRuntime(withCrac(client), NativeLibrary.unpack(client, project), project);
    }

    /** Returns the class path of AWS's runtime interface client. */
    static List<Path> client() {
        return ClassPath.ofModule(MODULES.resolve("lambda-runtime")).entries();
    }

    /** Adds the library CRaC, which on AWS is in the function's {@code lib}. */
    private static List<Path> withCrac(List<Path> client) {
        var classPath = new ArrayList<>(client);
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> entry.contains("crac"))
                .map(Path::of)
                .forEach(classPath::add);
        return classPath;
    }
}
