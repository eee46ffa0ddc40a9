package ordermessage.bench.tune;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import ordermessage.bench.measure.CallFailedException;
import ordermessage.bench.measure.FailedMeasurements;
import ordermessage.bench.measure.SampleEvents;
import ordermessage.bench.measure.StoredMessages;
import ordermessage.bench.report.Machine;
import ordermessage.bench.stack.BenchStack;
import ordermessage.bench.stack.CpuQuota;
import ordermessage.bench.stack.ServiceFunction;
import ordermessage.harness.EmptyFolder;
import ordermessage.harness.InvalidSettingException;

/** {@code make tune}: measures the functions with several memory sizes, and names the cheapest size that is fast enough. */
public final class TuneMain {
    private static final int STACK_PROCESSES = 1;

    private TuneMain() {}

    /**
     * Reads the {@link TuneSettings} from environment variables. Exits with 1 when one is invalid, without a CPU quota, or when
     * a start or a call fails. The report has the other sizes then.
     */
    public static void main(String[] arguments) throws IOException {
        var project = Path.of("").toAbsolutePath();
        try (var quota = CpuQuota.ofThisMachine()) {
            if (!quota.isOn()) {
                throw new InvalidSettingException(
                        "Memory changes nothing without its share of the processor, and this run has " + quota);
            }
            run(project, TuneSettings.of(System.getenv(), project), quota);
        } catch (InvalidSettingException | CallFailedException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
        System.exit(0);
    }

    private static void run(Path project, TuneSettings settings, CpuQuota quota) throws IOException {
        var machine = Machine.description(settings.engineLatency(), quota);
        System.out.println(machine);
        var data = EmptyFolder.at(project.resolve("target", "bench", "tune"));
        Map<ServiceFunction, List<MemoryFigures>> figures = new EnumMap<>(ServiceFunction.class);
        var failures = new FailedMeasurements();
        try (var stack = new BenchStack(project, data, STACK_PROCESSES, settings.engineLatency(), Map.of(), quota)) {
            var events = new SampleEvents(project);
            StoredMessages.store(stack, events);
            var tuning = new PowerTuning(stack, events, settings.starts());
            for (var function : settings.functions()) {
                var ofFunction = new ArrayList<MemoryFigures>();
                for (var memory : settings.memorySizes()) {
                    System.out.printf("%s with %,d MB ...%n", function, memory);
                    failures.measure(
                            "%s with %,d MB".formatted(function, memory),
                            () -> ofFunction.add(tuning.measure(function, memory)));
                }
                figures.put(function, ofFunction);
            }
        }
        var report = new TuneReport(figures, settings.latency());
        System.out.println();
        System.out.print(report.text());
        System.out.println(machine);
        Files.createDirectories(settings.output());
        Files.writeString(settings.output().resolve("tune.csv"), report.csv());
        Files.writeString(settings.output().resolve("tune.svg"), TunePlot.of(figures));
        System.out.println("Written: %s/tune.csv and .svg".formatted(settings.output()));
        failures.check();
    }
}
