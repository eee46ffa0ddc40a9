package ordermessage.faults;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.ToIntFunction;
import ordermessage.faults.mutants.Mutant;
import ordermessage.faults.mutants.Mutants;
import ordermessage.faults.mutants.MutationTesting;
import ordermessage.faults.run.FaultRun;
import ordermessage.faults.run.RunSettings;
import ordermessage.harness.EmptyFolder;
import ordermessage.harness.InvalidSettingException;
import ordermessage.harness.Variables;

/** The program of {@code make faults} and {@code make faults-mutants}. The working folder is the built project. */
public final class Main {
    private Main() {}

    /**
     * Runs the fault suite, or runs it against each mutant. Exits with 1 when the service has broken a promise, when the
     * suite has not noticed a mutant, or when a variable is invalid.
     *
     * @param arguments one argument: {@code run} or {@code mutants}. For {@code run}, the environment variables SEED,
     *     MESSAGES, FAULTS and BACKLOG set the {@link RunSettings}. For {@code mutants}, MUTANT chooses those whose
     *     description contains it.
     */
    public static void main(String[] arguments) {
        try {
            var run = run(arguments[0], System.getenv());
            System.exit(run.applyAsInt(Path.of("").toAbsolutePath()));
        } catch (InvalidSettingException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    /** Returns what the command does in the folder of the project, and its exit code. */
    private static ToIntFunction<Path> run(String command, Map<String, String> environment) {
        if (command.equals("mutants")) {
            var mutants = mutants(environment);
            return project -> testMutants(mutants, project);
        }
        var settings = settings(environment);
        return project -> runFaults(settings, project);
    }

    private static int runFaults(RunSettings settings, Path project) {
        System.out.println("SEED=" + settings.seed() + " (repeats this run)");
        var report = FaultRun.run(settings, project, project, workFolder(project), System.out::println);
        System.out.print(report.text());
        return report.isClean() ? 0 : 1;
    }

    private static int testMutants(List<Mutant> mutants, Path project) {
        var unnoticed = MutationTesting.findUnnoticed(mutants, project, workFolder(project));
        System.out.println(unnoticed.size() + " not noticed");
        return unnoticed.isEmpty() ? 0 : 1;
    }

    /** @throws InvalidSettingException when no description contains MUTANT */
    static List<Mutant> mutants(Map<String, String> environment) {
        var part = new Variables(environment).text("MUTANT").orElse("");
        var mutants = Mutants.ALL.stream()
                .filter(mutant -> mutant.mistake().contains(part))
                .toList();
        if (mutants.isEmpty()) {
            throw new InvalidSettingException(
                    "MUTANT=%s is in no description of a mutant. docs/reliability.md lists them".formatted(part));
        }
        return mutants;
    }

    /** @throws InvalidSettingException when a variable is invalid */
    static RunSettings settings(Map<String, String> environment) {
        var variables = new Variables(environment);
        return new RunSettings(
                variables.number("SEED", ThreadLocalRandom.current().nextInt(1_000_000), 0, 999_999_999),
                variables.number("MESSAGES", 10_200, RunSettings.MIN_MESSAGES, 4_999_999),
                variables.number("FAULTS", 500, 0, 99_999),
                variables.number("BACKLOG", 10_000, 0, 4_999_999));
    }

    private static Path workFolder(Path project) {
        return EmptyFolder.at(project.resolve("target").resolve("faults"));
    }
}
