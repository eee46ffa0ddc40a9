package ordermessage.bench.measure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import ordermessage.local.process.ProcessMemory;
import ordermessage.local.runtime.LambdaFunction;

/** Reads figures of a function's process from Linux ({@code /proc}) and from its JVM ({@code jcmd}). */
public final class ProcessInspector {
    private static final Pattern LOADED = Pattern.compile("java\\.cls\\.(?:sharedL|l)oadedClasses=(\\d+)");

    private final long pid;

    private ProcessInspector(long pid) {
        this.pid = pid;
    }

    /** Returns an inspector of the function's first process. */
    public static ProcessInspector of(LambdaFunction function) {
        return new ProcessInspector(function.sandboxes().getFirst().pid());
    }

    /** Returns the resident memory (RSS) in MB of a million bytes, or NaN if Linux does not report it. */
    public double residentMegabytes() {
        return residentMegabytes(pid);
    }

    /** Returns the resident memory (RSS) of any process in MB of a million bytes, or NaN if Linux does not report it. */
    public static double residentMegabytes(long pid) {
        var bytes = ProcessMemory.of(pid);
        return bytes.isPresent() ? bytes.getAsLong() / 1e6 : Double.NaN;
    }

    /** Returns the processor time that the process has used. Linux counts in steps of 10 ms. */
    public double processorMilliseconds() {
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().totalCpuDuration())
                .map(time -> time.toNanos() / 1e6)
                .orElse(Double.NaN);
    }

    /** Returns the number of classes that the JVM has loaded, or empty if the process is not a JVM. */
    OptionalLong loadedClasses() {
        var counters = LOADED.matcher(jcmd("PerfCounter.print"));
        var classes = counters.results()
                .mapToLong(counter -> Long.parseLong(counter.group(1)))
                .sum();
        return classes == 0 ? OptionalLong.empty() : OptionalLong.of(classes);
    }

    /**
     * Returns the processor time that each live thread has used, in milliseconds. The key is the thread's name in the kernel,
     * which has at most 15 characters; the times of threads with the same name are added up.
     */
    public Map<String, Double> processorTimeByThread() {
        var times = new HashMap<String, Double>();
        try (var threads = Files.list(Path.of("/proc/" + pid + "/task"))) {
            for (var thread : threads.toList()) {
                var nanoseconds = Long.parseLong(
                        Files.readString(thread.resolve("schedstat")).split(" ", -1)[0]);
                times.merge(Files.readString(thread.resolve("comm")).strip(), nanoseconds / 1e6, Double::sum);
            }
            return times;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends a diagnostic command to the JVM, waits for its end, and returns what it prints. */
    public String jcmd(String... command) {
        try {
            var line = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), Long.toString(pid)));
            line.addAll(List.of(command));
            var process = new ProcessBuilder(line).redirectErrorStream(true).start();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
