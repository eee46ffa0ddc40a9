package ordermessage.bench.console;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import ordermessage.bench.console.ConsoleReport.Pair;
import ordermessage.bench.measure.CallFailedException;
import ordermessage.bench.measure.SampleEvents;
import ordermessage.bench.report.Machine;
import ordermessage.bench.stack.RunnerProcess;
import ordermessage.browser.Browser;
import ordermessage.harness.EmptyFolder;
import ordermessage.harness.InvalidSettingException;

/** {@code make bench-console}: measures what the open page of the console costs while messages are posted. */
public final class ConsoleMain {
    /** A stack that has just started is slower. */
    private static final int WARM_UP_MESSAGES = 2_000;

    private ConsoleMain() {}

    /**
     * Reads the {@link ConsoleSettings} from environment variables. Exits with 1 when one is invalid, when there is no
     * browser, or when a call fails.
     */
    public static void main(String[] arguments) throws IOException {
        var project = Path.of("").toAbsolutePath();
        try {
            var settings = ConsoleSettings.of(System.getenv(), project);
            Browser.missing().ifPresent(missing -> {
                throw new CallFailedException("The console needs a browser, and " + missing);
            });
            run(project, settings);
        } catch (InvalidSettingException | CallFailedException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
        System.exit(0);
    }

    private static void run(Path project, ConsoleSettings settings) throws IOException {
        System.out.println(Machine.description());
        var folder = EmptyFolder.at(project.resolve("target", "bench", "console"));
        var pairs = new ArrayList<Pair>();
        double memoryAtStart;
        try (var runner = new RunnerProcess(project, folder.resolve("stack"));
                var benchmark = new ConsoleBenchmark(runner, new SampleEvents(project), folder.resolve("browser"))) {
            memoryAtStart = benchmark.withoutPage(WARM_UP_MESSAGES).memoryBefore();
            for (var round = 0; round < settings.rounds(); round++) {
                System.out.printf(
                        "Pair %d of %d: %,d messages each ...%n", round + 1, settings.rounds(), settings.messages());
                pairs.add(pair(benchmark, settings.messages(), round % 2 == 0));
            }
        }
        report(new ConsoleReport(memoryAtStart, pairs), settings);
    }

    private static Pair pair(ConsoleBenchmark benchmark, int messages, boolean withoutFirst) {
        if (withoutFirst) {
            return new Pair(benchmark.withoutPage(messages), benchmark.withPage(messages));
        }
        var with = benchmark.withPage(messages);
        return new Pair(benchmark.withoutPage(messages), with);
    }

    private static void report(ConsoleReport report, ConsoleSettings settings) throws IOException {
        System.out.println();
        System.out.print(report.text());
        System.out.println();
        report.goals().forEach(System.out::println);
        System.out.printf(
                "%s, %d pairs of turns with %,d messages of %d companies and %d clients%n",
                Machine.description(),
                settings.rounds(),
                settings.messages(),
                ConsoleBenchmark.COMPANIES,
                ConsoleBenchmark.CLIENTS);
        Files.createDirectories(settings.output());
        Files.writeString(settings.output().resolve("console.csv"), report.csv());
        System.out.println("Written: %s/console.csv".formatted(settings.output()));
    }
}
