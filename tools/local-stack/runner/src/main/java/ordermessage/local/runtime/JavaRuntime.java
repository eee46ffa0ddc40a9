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
 * The counterpart of Lambda's managed Java runtime: AWS's runtime interface client in a separate JVM. The client loads
 * the function from its working directory, as it does from {@code /var/task} on AWS: classes at the top, jars in
 * {@code lib}.
 */
public final class JavaRuntime implements FunctionRuntime {
    /** The main class of the runtime interface client. */
    public static final String CLIENT = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";

    /** The share of a function's memory that Lambda gives to the Java heap. */
    private static final double HEAP_SHARE = 0.85;

    private final List<Path> client;
    private final Path nativeLibrary;
    private final Path functions;

    /**
     * Creates a runtime for the functions in one folder.
     *
     * @param client the class path of the runtime interface client
     * @param nativeLibrary the client's native library, see {@link NativeLibrary}
     * @param functions the folder that contains {@code <logical id>/target/artifact} for each function
     */
    public JavaRuntime(List<Path> client, Path nativeLibrary, Path functions) {
        this.client = List.copyOf(client);
        this.nativeLibrary = nativeLibrary;
        this.functions = functions;
    }

    /** Returns the folder with the classes and libraries of a function. */
    public Path artifact(String logicalId) {
        return functions.resolve(logicalId, "target", "artifact");
    }

    /** Returns whether the function has been built. */
    public boolean has(String logicalId) {
        return Files.isDirectory(artifact(logicalId));
    }

    /**
     * Returns whether the function's artifact contains the handler's class.
     *
     * @param handler a class name, or {@code class::method}
     */
    public boolean hasHandler(String logicalId, String handler) {
        var file = handler.replaceFirst("::.*", "").replace('.', '/') + ".class";
        try (var classes = new URLClassLoader(classPath(artifact(logicalId)), null)) {
            return classes.findResource(file) != null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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
                // The JVM sizes itself for a machine with this much memory, and so starts with a small heap.
                "-XX:MaxRAM=" + function.memory() + "m",
                "-Xmx" + (int) (function.memory() * HEAP_SHARE) + "m",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                // With an empty hosts file no host name can be resolved, so calls to AWS fail at once.
                // The engines have IP addresses.
                "-Djdk.net.hosts.file=/dev/null",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dcom.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI=" + nativeLibrary));
        if (function.snapStart()) {
            // Outside of AWS, CRaC silently skips the hooks unless this property names the implementation.
            options.add("-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac");
        } else {
            // Lambda sets this option only for functions without SnapStart.
            options.add("-XX:TieredStopAtLevel=1");
        }
        return options;
    }
}
