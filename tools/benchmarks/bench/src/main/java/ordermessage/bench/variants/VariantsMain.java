package ordermessage.bench.variants;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import ordermessage.bench.measure.CallFailedException;
import ordermessage.bench.measure.FailedMeasurements;
import ordermessage.bench.measure.SampleEvents;
import ordermessage.bench.measure.StoredMessages;
import ordermessage.bench.report.Machine;
import ordermessage.bench.stack.BenchStack;
import ordermessage.bench.stack.CpuQuota;
import ordermessage.harness.EmptyFolder;
import ordermessage.harness.InvalidSettingException;

/** {@code make variants}: measures the functions as they are deployed, and as they could be, in turns. */
public final class VariantsMain {
    private static final int STACK_PROCESSES = 1;

    private VariantsMain() {}

    /**
     * Reads the {@link VariantSettings} from environment variables. Exits with 1 when one is invalid, or when a start or a call
     * fails. The report has the figures of the other variants then.
     */
    public static void main(String[] arguments) throws IOException {
        var project = Path.of("").toAbsolutePath();
        try (var quota = CpuQuota.ofThisMachine()) {
            run(project, VariantSettings.of(System.getenv(), project), quota);
        } catch (InvalidSettingException | CallFailedException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
        System.exit(0);
    }

    private static void run(Path project, VariantSettings settings, CpuQuota quota) throws IOException {
        var machine = Machine.description(settings.engineLatency(), quota);
        System.out.println(machine);
        var data = EmptyFolder.at(project.resolve("target", "bench", "variants"));
        var otherHttpClients = data.resolve("http-clients");
        HttpClientArtifacts.make(project, otherHttpClients);
        var file = Files.createDirectories(settings.output()).resolve("variants.csv");
        var figures = new VariantFigures();
        var report = new VariantReport(figures);
        var failures = new FailedMeasurements();
        try (var stack = new BenchStack(
                project, data.resolve("stack"), STACK_PROCESSES, settings.engineLatency(), Map.of(), quota)) {
            var events = new SampleEvents(project);
            StoredMessages.store(stack, events);
            var benchmark = new VariantBenchmark(stack, events, otherHttpClients, settings.requests(), figures);
            for (var function : settings.functions()) {
                for (var i = 1; i <= settings.starts(); i++) {
                    System.out.printf("%s, start %d of each variant ...%n", function, i);
                    for (var variant : settings.variants()) {
                        failures.measure(
                                "%s as %s".formatted(function, variant), () -> benchmark.start(function, variant));
                    }
                    // Each time, because a run takes long.
                    Files.writeString(file, report.csv());
                }
            }
        }
        System.out.println();
        System.out.print(report.text());
        System.out.printf(
                "%s%n%d starts of each variant, %,d requests each%nWritten: %s%n",
                machine, settings.starts(), settings.requests(), file);
        failures.check();
    }
}
