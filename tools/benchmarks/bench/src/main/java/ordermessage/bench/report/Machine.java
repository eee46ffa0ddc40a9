package ordermessage.bench.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import ordermessage.bench.stack.CpuQuota;

/** Describes the machine of a run. */
public final class Machine {
    private Machine() {}

    /** Returns one line with the processor, the Java version, the load average, the engine latency and the quota of the run. */
    public static String description(Duration engineLatency, CpuQuota quota) {
        return "%s, engines %d ms away, %s".formatted(description(), engineLatency.toMillis(), quota);
    }

    /** Returns one line with the processor, the Java version and the load average. */
    public static String description() {
        return String.format(
                Locale.ROOT,
                "%d cores (%s), Java %s, load average %.2f",
                Runtime.getRuntime().availableProcessors(),
                processor(),
                Runtime.version(),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
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
