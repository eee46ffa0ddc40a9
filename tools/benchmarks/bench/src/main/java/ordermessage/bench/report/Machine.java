package ordermessage.bench.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/** Describes the machine of a run. */
public final class Machine {
    private Machine() {}

    /** Returns one line with the processor, the Java version, the load average, and the engine latency of the run. */
    public static String description(Duration engineLatency) {
        return String.format(
                Locale.ROOT,
                "%d cores (%s), Java %s, load average %.2f, engines %d ms away",
                Runtime.getRuntime().availableProcessors(),
                processor(),
                Runtime.version(),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                engineLatency.toMillis());
    }

    private static String processor() {
        try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.replaceFirst("[^:]*: *", ""))
                    .findFirst()
                    .orElse(System.getProperty("os.arch"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
