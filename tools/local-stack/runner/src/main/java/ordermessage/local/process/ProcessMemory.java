package ordermessage.local.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/** Reads how much memory of the machine a process uses. */
public final class ProcessMemory {
    private ProcessMemory() {}

    /** Returns the resident set size in bytes; empty when the process has ended, or the system has no {@code /proc}. */
    public static OptionalLong of(long pid) {
        try (var lines = Files.lines(Path.of("/proc/%d/status".formatted(pid)))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024)
                    .findFirst();
        } catch (IOException | RuntimeException e) {
            // The process has ended.
            return OptionalLong.empty();
        }
    }
}
