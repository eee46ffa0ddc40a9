package ordermessage.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import ordermessage.local.runtime.LambdaFunction;

/** What the operating system and the JVM tell of a function's process. */
record ProcessFacts(long pid) {
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");
    private static final Pattern LOADED = Pattern.compile("java\\.cls\\.(?:sharedL|l)oadedClasses=(\\d+)");

    static ProcessFacts of(LambdaFunction function) {
        return new ProcessFacts(function.sandboxes().getFirst().pid());
    }

    /** Resident memory in MB of a million bytes. */
    double residentMegabytes() {
        try {
            var status = RESIDENT.matcher(Files.readString(Path.of("/proc/" + pid + "/status")));
            return status.find() ? Long.parseLong(status.group(1)) * 1_024 / 1e6 : Double.NaN;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Classes that its JVM has loaded; empty for what is no JVM. */
    Optional<Double> loadedClasses() {
        var counters = LOADED.matcher(jcmd("PerfCounter.print"));
        var classes = counters.results()
                .mapToLong(counter -> Long.parseLong(counter.group(1)))
                .sum();
        return classes == 0 ? Optional.empty() : Optional.of((double) classes);
    }

    /**
     * Processor time so far in milliseconds, by the thread's name as the kernel knows it (15 characters). Threads that have
     * ended are not in it.
     */
    Map<String, Double> processorTime() {
        var time = new HashMap<String, Double>();
        try (var threads = Files.list(Path.of("/proc/" + pid + "/task"))) {
            for (var thread : threads.toList()) {
                var nanoseconds = Long.parseLong(
                        Files.readString(thread.resolve("schedstat")).split(" ", -1)[0]);
                time.merge(Files.readString(thread.resolve("comm")).strip(), nanoseconds / 1e6, Double::sum);
            }
            return time;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the JVM's diagnostic command prints. */
    String jcmd(String... command) {
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
