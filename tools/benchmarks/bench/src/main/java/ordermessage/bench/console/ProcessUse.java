package ordermessage.bench.console;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The processor time that processes have used so far.
 *
 * @param times by process
 */
record ProcessUse(Map<ProcessHandle, Duration> times) {
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
}
