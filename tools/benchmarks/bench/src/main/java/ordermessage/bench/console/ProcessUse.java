package ordermessage.bench.console;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The processor time that processes have used so far.
 *
 * @param times by process
 */
record ProcessUse(Map<ProcessHandle, Duration> times) {
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");

    /** Reads the times of processes. A process that has ended has none. */
    static ProcessUse of(Collection<ProcessHandle> processes) {
        return new ProcessUse(processes.stream()
                .collect(Collectors.toMap(
                        Function.identity(),
                        process -> process.info().totalCpuDuration().orElse(Duration.ZERO))));
    }

    /** Returns the seconds that the processes have used since an earlier reading. A process that has ended counts nothing. */
    double secondsSince(ProcessUse before) {
        return times.entrySet().stream()
                .mapToDouble(process -> process.getValue()
                        .minus(before.times.getOrDefault(process.getKey(), Duration.ZERO))
                        .toMillis())
                .map(milliseconds -> Math.max(0, milliseconds) / 1e3)
                .sum();
    }

    /** Returns the resident memory (RSS) of a process in MB of a million bytes, or NaN if the system does not report it. */
    static double residentMegabytes(ProcessHandle process) {
        try {
            var status = RESIDENT.matcher(Files.readString(Path.of("/proc/%d/status".formatted(process.pid()))));
            return status.find() ? Long.parseLong(status.group(1)) * 1_024 / 1e6 : Double.NaN;
        } catch (IOException e) {
            // There is no /proc, or the process has ended.
            return Double.NaN;
        }
    }
}
