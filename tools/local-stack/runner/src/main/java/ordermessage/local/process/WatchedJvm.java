package ordermessage.local.process;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import ordermessage.local.watchdog.ParentWatchdog;

/** Makes the parts of a command line that starts a JVM under a {@link ParentWatchdog}. */
final class WatchedJvm {
    private WatchedJvm() {}

    /** Returns the {@code java} program of this JVM, because the default one of the machine may be too old. */
    static Path executable() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }

    static String mainClass() {
        return ParentWatchdog.class.getName();
    }

    static String classPath(List<Path> classPath) {
        return Stream.concat(classPath.stream(), Stream.of(CodeSource.of(ParentWatchdog.class)))
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }
}
