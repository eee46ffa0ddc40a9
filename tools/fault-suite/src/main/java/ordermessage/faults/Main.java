package ordermessage.faults;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import ordermessage.local.EmptyFolder;

/** {@code make faults} and {@code make faults-mutants}, in the folder of the built project. */
public final class Main {
    private Main() {}

    /**
     * The one argument is {@code run} or {@code mutants}. The variables SEED, MESSAGES, FAULTS and BACKLOG change the
     * size. The exit code is 1 when a promise was broken, or a mutant went unnoticed.
     */
    public static void main(String[] arguments) throws InterruptedException {
        var project = Path.of("").toAbsolutePath();
        var work = EmptyFolder.at(project.resolve("target").resolve("faults"));
        System.exit(arguments[0].equals("mutants") ? mutants(project, work) : run(project, work));
    }

    private static int run(Path project, Path work) throws InterruptedException {
        var environment = System.getenv();
        var run = new FaultRun(
                number(environment, "SEED", ThreadLocalRandom.current().nextInt(1_000_000)),
                number(environment, "MESSAGES", 10_200),
                number(environment, "FAULTS", 500),
                number(environment, "BACKLOG", 10_000));
        System.out.println("SEED=" + run.seed() + " (repeats this run)");
        var report = run.on(project, project, work, System.out::println);
        System.out.print(report.text());
        return report.isClean() ? 0 : 1;
    }

    private static int mutants(Path project, Path work) throws InterruptedException {
        var unnoticed = Mutants.unnoticed(FaultRun.shortForm(), project, work);
        System.out.println(unnoticed.size() + " not noticed");
        return unnoticed.isEmpty() ? 0 : 1;
    }

    private static int number(Map<String, String> environment, String variable, int otherwise) {
        return Optional.ofNullable(environment.get(variable))
                .filter(text -> !text.isBlank())
                .map(text -> Integer.parseInt(text.strip()))
                .orElse(otherwise);
    }
}
