package ordermessage.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import ordermessage.bench.Settings.Part;
import ordermessage.bench.local.LocalBenchmark;
import ordermessage.bench.local.LocalReport;
import ordermessage.bench.measure.ApiBenchmark;
import ordermessage.bench.measure.ArtifactMeasurement;
import ordermessage.bench.measure.BareSdkCalls;
import ordermessage.bench.measure.BatchBenchmark;
import ordermessage.bench.measure.CallFailedException;
import ordermessage.bench.measure.DrainBenchmark;
import ordermessage.bench.measure.SampleEvents;
import ordermessage.bench.measure.StartupBenchmark;
import ordermessage.bench.measure.StoredMessages;
import ordermessage.bench.measure.WarmBenchmark;
import ordermessage.bench.profile.BatchProfiler;
import ordermessage.bench.profile.MemoryProfiler;
import ordermessage.bench.profile.RequestProfiler;
import ordermessage.bench.report.Goals;
import ordermessage.bench.report.Machine;
import ordermessage.bench.report.Plot;
import ordermessage.bench.report.Table;
import ordermessage.bench.result.BenchmarkTarget;
import ordermessage.bench.result.Measurements;
import ordermessage.bench.stack.BenchStack;
import ordermessage.bench.stack.CpuQuota;
import ordermessage.bench.stack.ServiceFunction;
import ordermessage.harness.EmptyFolder;
import ordermessage.harness.InvalidSettingException;
import ordermessage.local.runtime.InitFailedException;

/** {@code make bench}: runs the benchmark in the folder of the built project. */
public final class Main {
    private static final int STACK_PROCESSES = 2;
    private static final int ENGINE_WARM_UP_PASSES = 2;

    private final Path project;
    private final Settings settings;
    private final CpuQuota quota;
    private final SampleEvents events;
    private final Measurements measurements = new Measurements();

    private Main(Path project, Settings settings, CpuQuota quota) {
        this.project = project;
        this.settings = settings;
        this.quota = quota;
        this.events = new SampleEvents(project);
    }

    /** Reads the {@link Settings} from environment variables. Exits with 1 when one is invalid, or when a start or a call fails. */
    public static void main(String[] arguments) throws InterruptedException, IOException {
        var project = Path.of("").toAbsolutePath();
        try {
            var settings = Settings.of(System.getenv(), project);
            try (var quota = settings.cpuQuota() ? CpuQuota.ofThisMachine() : CpuQuota.off()) {
                new Main(project, settings, quota).run();
            }
        } catch (InvalidSettingException | CallFailedException | InitFailedException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
        System.exit(0);
    }

    private void run() throws InterruptedException, IOException {
        System.out.println(machine());
        if (settings.parts().contains(Part.PROFILE)) {
            profile();
        }
        if (settings.parts().contains(Part.MEMORY)) {
            profileMemory();
        }
        if (settings.parts().contains(Part.LOCAL)) {
            measureLocalStack();
        }
        if (!Collections.disjoint(settings.parts(), Part.IN_TABLE)) {
            measure();
            report();
        }
    }

    private void measure() throws InterruptedException, IOException {
        new ArtifactMeasurement(project, measurements).run();
        try (var stack = startStack("near", settings.engineLatency())) {
            StoredMessages.store(stack, events);
            warmUpEngines(stack);
            measure(stack);
        }
        if (settings.parts().contains(Part.BATCHES) && settings.engineLatency().isZero()) {
            measureBatchesWithDistantEngines();
        }
    }

    private void measure(BenchStack stack) throws InterruptedException, IOException {
        if (settings.parts().contains(Part.STARTS)) {
            System.out.println("Starts ...");
            var starts = new StartupBenchmark(stack, events, measurements);
            for (var i = 0; i < settings.rounds(); i++) {
                for (var function : ServiceFunction.values()) {
                    starts.run(function);
                }
            }
        }
        if (settings.parts().contains(Part.WARM)) {
            System.out.println("Warm functions ...");
            var warm = new WarmBenchmark(stack, settings.rounds(), events, measurements);
            for (var function : ServiceFunction.values()) {
                warm.run(function);
            }
        }
        if (settings.parts().contains(Part.BATCHES)) {
            System.out.println("Batches ...");
            new BatchBenchmark(stack, settings.rounds(), events, measurements, BenchmarkTarget.BATCHES).run();
        }
        if (settings.parts().contains(Part.PIPELINE)) {
            System.out.println("Pipeline ...");
            new ApiBenchmark(stack, settings.rounds(), events, measurements).run();
            new DrainBenchmark(stack, settings.rounds(), events, measurements).run();
        }
    }

    private void measureBatchesWithDistantEngines() {
        System.out.println(
                "Batches with engines %d ms away ...".formatted(BenchStack.DISTANT_ENGINES_LATENCY.toMillis()));
        try (var stack = startStack("far", BenchStack.DISTANT_ENGINES_LATENCY)) {
            new BatchBenchmark(
                            stack,
                            settings.rounds(),
                            events,
                            measurements,
                            BenchmarkTarget.BATCHES_WITH_DISTANT_ENGINES)
                    .run();
        }
    }

    private void profile() throws IOException {
        System.out.println("Profiles ...");
        var text = new StringBuilder();
        try (var stack = startStack("profile", settings.engineLatency())) {
            StoredMessages.store(stack, events);
            warmUpEngines(stack);
            var profiler = new RequestProfiler(stack, events, workFolder());
            for (var function : ServiceFunction.values()) {
                text.append(profiler.profile(function)).append('\n');
            }
            text.append(new BatchProfiler(stack, events).profile()).append('\n');
        }
        write("profile.md", text);
    }

    private void profileMemory() throws IOException {
        System.out.println("Memory ...");
        var text = new StringBuilder();
        try (var stack = startStack("memory", settings.engineLatency())) {
            StoredMessages.store(stack, events);
            var profiler = new MemoryProfiler(stack, events);
            for (var function : ServiceFunction.values()) {
                text.append(profiler.profile(function, settings.rounds())).append('\n');
            }
        }
        write("memory.md", text);
    }

    private void write(String file, StringBuilder text) throws IOException {
        text.append(machine()).append('\n');
        System.out.println();
        System.out.print(text);
        Files.createDirectories(settings.output());
        Files.writeString(settings.output().resolve(file), text);
        System.out.println("Written: %s/%s".formatted(settings.output(), file));
    }

    private void measureLocalStack() throws IOException {
        System.out.println("Local stack ...");
        var report = new LocalReport();
        try (var benchmark =
                new LocalBenchmark(project, EmptyFolder.at(workFolder().resolve("local")), events)) {
            for (var i = 0; i < settings.rounds(); i++) {
                benchmark.runRound(report);
            }
        }
        var text = report.text() + Machine.description(Duration.ZERO, CpuQuota.off()) + System.lineSeparator();
        System.out.println();
        System.out.print(text);
        report.goals().forEach(System.out::println);
        Files.createDirectories(settings.output());
        Files.writeString(settings.output().resolve("local.md"), text);
        System.out.println("Written: %s/local.md".formatted(settings.output()));
    }

    private BenchStack startStack(String name, Duration engineLatency) {
        return new BenchStack(
                project,
                EmptyFolder.at(workFolder().resolve(name)),
                STACK_PROCESSES,
                engineLatency,
                settings.commands(),
                quota);
    }

    private Path workFolder() {
        return project.resolve("target", "bench");
    }

    /** Warms up the engines, because they are slower after their start. */
    private void warmUpEngines(BenchStack stack) {
        for (var i = 0; i < ENGINE_WARM_UP_PASSES; i++) {
            new BareSdkCalls(stack, events).sumOfMedians();
        }
    }

    private void report() throws IOException {
        var table = new Table(measurements);
        var goals = new Goals(measurements);
        System.out.println();
        System.out.print(table.text());
        System.out.println();
        goals.all().forEach(System.out::println);
        goals.comparison().forEach(System.out::println);
        System.out.printf("%s, %d rounds%n", machine(), settings.rounds());
        var name = settings.engineLatency().isZero()
                ? "bench"
                : "bench-%dms".formatted(settings.engineLatency().toMillis());
        Files.createDirectories(settings.output());
        Files.writeString(settings.output().resolve(name + ".csv"), table.csv());
        Files.writeString(settings.output().resolve(name + ".svg"), Plot.of(measurements));
        System.out.println("Written: %s/%s.csv and .svg".formatted(settings.output(), name));
    }

    private String machine() {
        return Machine.description(settings.engineLatency(), quota);
    }
}
