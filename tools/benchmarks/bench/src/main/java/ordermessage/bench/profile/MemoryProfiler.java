package ordermessage.bench.profile;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import ordermessage.bench.measure.FunctionClient;
import ordermessage.bench.measure.ProcessInspector;
import ordermessage.bench.measure.SampleEvents;
import ordermessage.bench.stack.BenchStack;
import ordermessage.bench.stack.ServiceFunction;

/**
 * Shows why the memory of a process grows after its start: the JVM's own account of what it has from the C library's {@code
 * malloc} (native memory tracking), the memory of the compiler, and the unused memory that {@code malloc} keeps. Each
 * function runs with the C1 compiler alone, as it is deployed, and with all compilers.
 */
public final class MemoryProfiler {
    private static final List<String> ACCOUNTS =
            List.of("-XX:NativeMemoryTracking=summary", "-XX:CompileCommand=memstat,*.*,collect");
    private static final Map<String, String> COMPILERS = compilers();
    private static final int REQUESTS = 10_000;

    private final BenchStack stack;
    private final SampleEvents events;

    public MemoryProfiler(BenchStack stack, SampleEvents events) {
        this.stack = stack;
        this.events = events;
    }

    /**
     * The memory of one start, in MB.
     *
     * @param snapshot the resident memory after priming
     * @param early the resident memory after {@link #REQUESTS}
     * @param late the resident memory after twice as many
     * @param malloc what the JVM has from malloc then
     * @param largestCompilation the most that C2 had for one method
     * @param trimmed the resident memory after malloc released unused memory
     */
    private record Memory(
            double snapshot,
            double early,
            double late,
            MallocAccount malloc,
            double largestCompilation,
            double trimmed) {}

    /** Profiles a function, and returns a table in Markdown. It starts each kind of process the given number of times. */
    public String profile(ServiceFunction function, int starts) {
        var heading = new StringBuilder("| %s, memory in MB |".formatted(function));
        var line = new StringBuilder("|---|");
        var measured = new ArrayList<Memory>();
        for (var i = 1; i <= starts; i++) {
            for (var compilers : COMPILERS.entrySet()) {
                heading.append(" %s, start %d |".formatted(compilers.getKey(), i));
                line.append("---:|");
                measured.add(measure(function, compilers.getValue()));
            }
        }
        return heading.append(System.lineSeparator())
                .append(line)
                .append(System.lineSeparator())
                .append(row("resident, at the snapshot", measured, Memory::snapshot))
                .append(row(
                        String.format(Locale.ROOT, "resident, after %,d requests", REQUESTS), measured, Memory::early))
                .append(row(
                        String.format(Locale.ROOT, "resident, after %,d requests", 2 * REQUESTS),
                        measured,
                        Memory::late))
                .append(row(
                        "of it: what the JVM has from malloc",
                        measured,
                        memory -> memory.malloc().used()))
                .append(row(
                        "the most that the JVM has had from malloc",
                        measured,
                        memory -> memory.malloc().peak()))
                .append(row("the most that C2 had for one method", measured, Memory::largestCompilation))
                .append(row("resident, after malloc released unused memory", measured, Memory::trimmed))
                .toString();
    }

    private Memory measure(ServiceFunction function, String compilers) {
        var options = new ArrayList<>(ACCOUNTS);
        options.add(compilers);
        try (var deployed = stack.service(function, options)) {
            deployed.warm();
            var process = ProcessInspector.of(deployed);
            var client = new FunctionClient(deployed, events.of(function));
            var snapshot = process.residentMegabytes();
            client.call(REQUESTS);
            var early = process.residentMegabytes();
            client.call(REQUESTS);
            var late = process.residentMegabytes();
            var malloc = MallocAccount.of(process.jcmd("VM.native_memory", "summary"));
            var largest = MallocAccount.largestCompilation(process.jcmd("Compiler.memory"));
            process.jcmd("System.trim_native_heap");
            return new Memory(snapshot, early, late, malloc, largest, process.residentMegabytes());
        }
    }

    private static String row(String name, List<Memory> measured, Function<Memory, Double> value) {
        var row = new StringBuilder("| ").append(name).append(" |");
        measured.forEach(memory -> row.append(String.format(Locale.ROOT, " %.0f |", value.apply(memory))));
        return row.append(System.lineSeparator()).toString();
    }

    /** Returns the options of the JVM, by the name of the compilers that they select. */
    private static Map<String, String> compilers() {
        var options = new LinkedHashMap<String, String>();
        options.put("C1 alone", "-XX:TieredStopAtLevel=1");
        options.put("all compilers", "-XX:TieredStopAtLevel=4");
        return options;
    }
}
