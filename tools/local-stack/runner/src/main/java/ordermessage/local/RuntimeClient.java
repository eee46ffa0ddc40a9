package ordermessage.local;

import java.nio.file.Path;
import java.util.List;
import ordermessage.local.process.ClassPath;
import ordermessage.local.runtime.JavaRuntime;
import ordermessage.local.runtime.NativeLibrary;

/** AWS's runtime interface client, as the project has built it. */
public final class RuntimeClient {
    private final List<Path> classPath;
    private final Path nativeLibrary;

    private RuntimeClient(List<Path> classPath, Path nativeLibrary) {
        this.classPath = List.copyOf(classPath);
        this.nativeLibrary = nativeLibrary;
    }

    /**
     * Finds the client of a project, and unpacks its native library.
     *
     * @param folder the folder to write the library to; created if it does not exist
     * @throws IllegalStateException when the project has not been built, or the client has no library for this machine
     */
    public static RuntimeClient unpack(Path project, Path folder) {
        var classPath = ClassPath.ofModule(ProjectFolder.engines(project).resolve("lambda-runtime"))
                .entries();
        return new RuntimeClient(classPath, NativeLibrary.unpack(classPath, folder));
    }

    /**
     * Returns Lambda's Java runtime for the functions in one folder.
     *
     * @param functions the folder that contains {@code <logical id>/target/artifact} for each function
     */
    public JavaRuntime runtime(Path functions) {
        return new JavaRuntime(classPath, nativeLibrary, functions);
    }
}
