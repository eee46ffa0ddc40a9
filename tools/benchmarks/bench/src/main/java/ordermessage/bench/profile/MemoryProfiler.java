package ordermessage.bench.profile;

import java.util.List;
import java.util.Locale;
import ordermessage.bench.measure.FunctionClient;
import ordermessage.bench.measure.ProcessInspector;
import ordermessage.bench.measure.SampleEvents;
import ordermessage.bench.stack.BenchStack;
import ordermessage.bench.stack.ServiceFunction;

/**
 * Shows why the memory of a process grows after its start: the JVM's own account of what it has from the C library's {@code
 * malloc} (native memory tracking), the memory of the compiler, and what {@code malloc} keeps although nothing uses it.
 */
public final class MemoryProfiler {
    private static final List<String> ACCOUNTS =
            List.of("-XX:NativeMemoryTracking=summary", "-XX:CompileCommand=memstat,*.*,collect");
    private static final int REQUESTS = 10_000;

    private final BenchStack stack;
    private final SampleEvents events;

    public MemoryProfiler(BenchStack stack, SampleEvents events) {
        this.stack = stack;
        this.events = events;
    }

    /** Profiles one start of a function, and returns a table in Markdown. */
    public String profile(ServiceFunction function) {
        try (var deployed = stack.service(function, ACCOUNTS)) {
            deployed.warm();
            var process = ProcessInspector.of(deployed);
            var text = new StringBuilder("| %s, memory | MB |%n|---|---:|%n".formatted(function));
            appendRow(text, "resident, at the snapshot", process.residentMegabytes());
            new FunctionClient(deployed, events.of(function)).call(REQUESTS);
            appendRow(
                    text,
                    String.format(Locale.ROOT, "resident, after %,d requests", REQUESTS),
                    process.residentMegabytes());
            var account = MallocAccount.of(process.jcmd("VM.native_memory", "summary"));
            appendRow(text, "of it: what the JVM has from malloc", account.used());
            appendRow(text, "the most that the JVM has had from malloc", account.peak());
            appendRow(
                    text,
                    "the most that C2 had for one method",
                    MallocAccount.largestCompilation(process.jcmd("Compiler.memory")));
            process.jcmd("System.trim_native_heap");
            appendRow(text, "resident, after malloc gave back what nothing uses", process.residentMegabytes());
            return text.toString();
        }
    }

    private static void appendRow(StringBuilder text, String name, double megabytes) {
        text.append(String.format(Locale.ROOT, "| %s | %.0f |%n", name, megabytes));
    }
}
