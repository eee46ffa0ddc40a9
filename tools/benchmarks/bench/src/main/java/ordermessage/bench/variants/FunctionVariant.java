package ordermessage.bench.variants;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A way to run the functions that could be chosen for them. Each differs from the default in one thing. */
enum FunctionVariant {
    /** As the template deploys it: the C1 compiler alone, the serial collector, 400 passes of priming, Apache's HTTP client. */
    DEFAULT,
    /** C1 and C2, as the JVM has them by default. */
    ALL_COMPILERS,
    G1,
    PARALLEL,
    PASSES_200,
    PASSES_800,
    /** The C library's {@code malloc} has one arena for all threads. */
    ONE_ARENA,
    TWO_ARENAS,
    /** The JVM lets {@code malloc} give free memory back to the system every five seconds. */
    TRIM,
    /**
     * The JVM maps an archive of the classes of the JDK and of Lambda's runtime client (class data sharing). The process that
     * ends first writes it. It has no class of the function, because a class loader of the runtime client loads those.
     */
    CLASS_ARCHIVE,
    /** The function logs warnings and errors alone. */
    WARNINGS_ALONE,
    /** The HTTP client that is written in C. */
    CRT,
    /** The HTTP client that uses {@link java.net.HttpURLConnection}. */
    URL_CONNECTION;

    private static final Path CLASSES =
            Path.of("target", "bench", "variants", "classes.jsa").toAbsolutePath();

    /** Returns the options of the JVM that the variant adds. */
    List<String> jvmOptions() {
        return switch (this) {
            case DEFAULT, ONE_ARENA, TWO_ARENAS, WARNINGS_ALONE -> List.of();
            case ALL_COMPILERS -> List.of("-XX:TieredStopAtLevel=4");
            case G1 -> List.of("-XX:-UseSerialGC", "-XX:+UseG1GC");
            case PARALLEL -> List.of("-XX:-UseSerialGC", "-XX:+UseParallelGC");
            case PASSES_200 -> List.of("-Dordermessage.priming.passes=200");
            case PASSES_800 -> List.of("-Dordermessage.priming.passes=800");
            case TRIM -> List.of("-XX:TrimNativeHeapInterval=5000");
            case CLASS_ARCHIVE -> List.of("-XX:+AutoCreateSharedArchive", "-XX:SharedArchiveFile=" + CLASSES);
            case CRT -> List.of(HttpClientArtifacts.option("crt"));
            case URL_CONNECTION -> List.of(HttpClientArtifacts.option("url-connection"));
        };
    }

    /** Returns the environment variables that the variant adds. */
    Map<String, String> variables() {
        return switch (this) {
            case ONE_ARENA -> Map.of("MALLOC_ARENA_MAX", "1");
            case TWO_ARENAS -> Map.of("MALLOC_ARENA_MAX", "2");
            case WARNINGS_ALONE -> Map.of("POWERTOOLS_LOG_LEVEL", "WARN");
            case DEFAULT,
                    ALL_COMPILERS,
                    G1,
                    PARALLEL,
                    PASSES_200,
                    PASSES_800,
                    TRIM,
                    CLASS_ARCHIVE,
                    CRT,
                    URL_CONNECTION -> Map.of();
        };
    }

    /** Returns whether the variant has another HTTP client in its artifact. */
    boolean hasOtherHttpClient() {
        return this == CRT || this == URL_CONNECTION;
    }

    /** Returns the name in the reports and in {@code VARIANTS}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
