package ordermessage.faults;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import ordermessage.faults.mutants.Mutants;
import ordermessage.faults.mutants.MutationTesting;
import ordermessage.faults.run.FaultRun;
import ordermessage.faults.run.RunSettings;
import ordermessage.harness.EmptyFolder;

/** The program of {@code make faults} and {@code make faults-mutants}. The working folder is the built project. */
public final class Main {
    private Main() {}

    /**
     * Runs the fault suite, or runs it against each mutant. Exits with 1 when the service has broken a promise, or when
     * the suite has not noticed a mutant.
     *
     * @param arguments one argument: {@code run} or {@code mutants}. For {@code run}, the environment variables SEED,
     *     MESSAGES, FAULTS and BACKLOG set the {@link RunSettings}. For {@code mutants}, MUTANT chooses those whose
     *     description contains it.
     */
    public static void main(String[] arguments) {
        var project = Path.of("").toAbsolutePath();
        var work = EmptyFolder.at(project.resolve("target").resolve("faults"));
        System.exit(arguments[0].equals("mutants") ? runMutants(project, work) : runFaults(project, work));
    }

    private static int runFaults(Path project, Path work) {
        var environment = System.getenv();
        var settings = new RunSettings(
                number(environment, "SEED", ThreadLocalRandom.current().nextInt(1_000_000)),
                number(environment, "MESSAGES", 10_200),
                number(environment, "FAULTS", 500),
                number(environment, "BACKLOG", 10_000));
        System.out.println("SEED=" + settings.seed() + " (repeats this run)");
        var report = FaultRun.run(settings, project, project, work, System.out::println);
        System.out.print(report.text());
        return report.isClean() ? 0 : 1;
    }

    private static int runMutants(Path project, Path work) {
        var chosen = System.getenv().getOrDefault("MUTANT", "").strip();
        var mutants = Mutants.ALL.stream()
                .filter(mutant -> mutant.mistake().contains(chosen))
                .toList();
        var unnoticed = MutationTesting.findUnnoticed(mutants, project, work);
        System.out.println(unnoticed.size() + " not noticed");
        return unnoticed.isEmpty() ? 0 : 1;
    }

    private static int number(Map<String, String> environment, String variable, int defaultValue) {
        var text = environment.getOrDefault(variable, "");
        return text.isBlank() ? defaultValue : Integer.parseInt(text.strip());
    }
}
