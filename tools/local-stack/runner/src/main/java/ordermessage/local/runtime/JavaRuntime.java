package ordermessage.local.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import ordermessage.local.process.ClassArchives;
import ordermessage.local.process.ClassPath;
import ordermessage.local.process.CodeSource;
import ordermessage.local.process.Command;
import ordermessage.local.process.RealPath;
import ordermessage.local.role.RoleCheck;
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

    private enum Archives {
        NONE,
        USED,
        RECORDED
    }

    private final List<Path> client;
    private final Path nativeLibrary;
    private final Path functions;
    private final Archives archives;
    private final boolean hasInterceptors;

    /**
     * Creates a runtime for the functions in one folder.
     *
     * @param client the class path of the runtime interface client
     * @param nativeLibrary the client's native library, see {@link NativeLibrary}
     * @param functions the folder that contains {@code <logical id>/target/artifact} for each function
     */
    public JavaRuntime(List<Path> client, Path nativeLibrary, Path functions) {
        this(client, nativeLibrary, functions, Archives.NONE, false);
    }

    private JavaRuntime(
            List<Path> client, Path nativeLibrary, Path functions, Archives archives, boolean hasInterceptors) {
        this.client = List.copyOf(client);
        this.nativeLibrary = nativeLibrary;
        this.functions = functions;
        this.archives = archives;
        this.hasInterceptors = hasInterceptors;
    }

    /**
     * Returns a runtime whose processes start faster, with a class archive. For that, one class loader loads the client and
     * the function. On AWS there are two, and the function's asks the client's first, so the same classes are found.
     *
     * <p>A function without an up-to-date jar of its classes has no archive, for example a mutant.
     *
     * @param recorded whether the first process of a function without an archive records one when it ends
     */
    public JavaRuntime withArchives(boolean recorded) {
        return new JavaRuntime(
                client, nativeLibrary, functions, recorded ? Archives.RECORDED : Archives.USED, hasInterceptors);
    }

    /**
     * Returns a runtime whose processes have the SDK interceptors of the local stack: they refuse the calls that the function's
     * role does not allow, and redirect calls. For that, one class loader loads the interceptors, the client and the function.
     */
    public JavaRuntime withInterceptors() {
        return new JavaRuntime(client, nativeLibrary, functions, archives, true);
    }

    /**
     * Returns the folder with the classes and libraries of a function. It is named without symbolic links, so that all copies of
     * a project share one {@link ordermessage.local.process.ClassArchive}.
     */
    public Path artifact(String logicalId) {
        return RealPath.of(functions.resolve(logicalId, "target", "artifact"));
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
        for (var jar : libraries(artifact)) {
            urls.add(jar.toUri().toURL());
        }
        return urls.toArray(new URL[0]);
    }

    @Override
    public Command.Jvm command(Resource.Function function, Map<String, String> environment) {
        var artifact = artifact(function.logicalId());
        return (archives == Archives.NONE
                        ? Optional.<Path>empty()
                        : ClassPath.jarOf(artifact.resolveSibling("classes")))
                .map(classes -> command(function, environment, flat(classes, artifact))
                        .with(new ClassArchives(artifact.getParent(), archives == Archives.RECORDED)))
                .orElseGet(() -> command(function, environment, hasInterceptors ? flat(artifact, artifact) : client));
    }

    private Command.Jvm command(Resource.Function function, Map<String, String> environment, List<Path> classPath) {
        var artifact = artifact(function.logicalId());
        var variables = new HashMap<>(environment);
        variables.put("LAMBDA_TASK_ROOT", artifact.toString());
        return new Command.Jvm(
                function.logicalId(),
                classPath,
                options(function),
                CLIENT,
                List.of(function.handler()),
                variables,
                artifact);
    }

    private List<Path> flat(Path classes, Path artifact) {
        var flat = new ArrayList<>(client);
        if (hasInterceptors) {
            flat.add(CodeSource.of(RoleCheck.class));
        }
        flat.add(classes);
        flat.addAll(libraries(artifact));
        return flat;
    }

    private static List<Path> libraries(Path artifact) {
        try (var jars = Files.list(artifact.resolve("lib"))) {
            return jars.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
