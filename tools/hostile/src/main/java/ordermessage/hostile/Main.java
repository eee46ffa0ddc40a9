package ordermessage.hostile;

import java.nio.file.Path;
import java.util.Map;
import ordermessage.harness.EmptyFolder;
import ordermessage.harness.InvalidSettingException;
import ordermessage.harness.Variables;
import ordermessage.hostile.round.HostileRound;

/** {@code make hostile}: runs hostile rounds, each against a local stack of its own. The working folder is the built project. */
public final class Main {
    private Main() {}

    /** Runs {@code ROUNDS} rounds. Exits with 1 when something does not hold, or when {@code ROUNDS} is invalid. */
    public static void main(String[] arguments) {
        try {
            var rounds = rounds(System.getenv());
            System.exit(run(rounds, Path.of("").toAbsolutePath()) == 0 ? 0 : 1);
        } catch (InvalidSettingException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    /** Returns the number of violations. */
    private static int run(int rounds, Path project) {
        var violations = 0;
        for (var round = 1; round <= rounds; round++) {
            System.out.printf("Round %d of %d, a few minutes ...%n", round, rounds);
            var folder = EmptyFolder.at(project.resolve("target").resolve("hostile"));
            var found = HostileRound.run(project, folder, System.out::println);
            found.forEach(System.out::println);
            violations += found.size();
        }
        System.out.printf("%d violations%n", violations);
        return violations;
    }

    /** @throws InvalidSettingException when it is invalid */
    static int rounds(Map<String, String> environment) {
        return new Variables(environment).number("ROUNDS", 1, 1, 99);
    }
}
