package ordermessage.local.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import ordermessage.local.process.Command;
import ordermessage.local.template.Resource;

/**
 * Lambda's managed Java runtime: AWS's runtime interface client on a JVM of its own. The client loads the function from
 * the folder that it runs in, as on AWS from {@code /var/task}: classes at the top, jars in {@code lib}.
 */
public final class JavaRuntime implements FunctionRuntime {
    /** The main class of the runtime interface client. */
    public static final String CLIENT = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";

    /** The share of a function's memory that Lambda gives to the heap. */
    private static final double HEAP = 0.85;

    private final List<Path> client;
    private final Path nativeLibrary;
    private final Path functions;

    /**
     * A runtime for the functions below one folder.
     *
     * @param client the class path of the runtime interface client
     * @param nativeLibrary the client's, see {@link NativeLibrary}
     * @param functions holds {@code <logical id>/target/artifact} for each function
     */
    public JavaRuntime(List<Path> client, Path nativeLibrary, Path functions) {
        this.client = List.copyOf(client);
        this.nativeLibrary = nativeLibrary;
        this.functions = functions;
    }

    /** Where the classes and libraries of a function lie. */
    public Path artifact(String logicalId) {
        return functions.resolve(logicalId, "target", "artifact");
    }

    /** Whether the function is built. */
    public boolean has(String logicalId) {
        return Files.isDirectory(artifact(logicalId));
    }

    /**
     * Whether the class that a handler names is in the function's artifact.
     *
     * @param handler a class, or a class and a method: {@code class::method}
     */
    public boolean hasHandler(String logicalId, String handler) {
        var file = handler.replaceFirst("::.*", "").replace('.', '/') + ".class";
        try (var classes = new URLClassLoader(classPath(artifact(logicalId)), null)) {
            return classes.findResource(file) != null;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static URL[] classPath(Path artifact) throws IOException {
        var urls = new ArrayList<URL>();
        urls.add(artifact.toUri().toURL());
        var libraries = artifact.resolve("lib");
        if (Files.isDirectory(libraries)) {
            try (var jars = Files.newDirectoryStream(libraries, "*.jar")) {
                for (var jar : jars) {
                    urls.add(jar.toUri().toURL());
                }
            }
        }
        return urls.toArray(new URL[0]);
    }

    @Override
    public Command.Jvm command(Resource.Function function, Map<String, String> environment) {
        var artifact = artifact(function.logicalId());
        var variables = new HashMap<>(environment);
        variables.put("LAMBDA_TASK_ROOT", artifact.toString());
        return new Command.Jvm(
                function.logicalId(),
                client,
                options(function),
                CLIENT,
                List.of(function.handler()),
                variables,
                artifact);
    }

    private List<String> options(Resource.Function function) {
        var options = new ArrayList<>(List.of(
                // The JVM plans for a machine of this size, and starts with a small heap.
                "-XX:MaxRAM=" + function.memory() + "m",
                "-Xmx" + (int) (function.memory() * HEAP) + "m",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                // Engines have addresses, no names: a function cannot call AWS, and does not wait for a name server.
                "-Djdk.net.hosts.file=/dev/null",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dcom.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI=" + nativeLibrary));
        if (function.snapStart()) {
            // Outside of AWS the hooks are skipped, silently, unless the implementation is named.
            options.add("-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac");
        } else {
            // With SnapStart, Lambda leaves the JVM its own tiers.
            options.add("-XX:TieredStopAtLevel=1");
        }
        return options;
    }
}
