package ordermessage.fuzz;

import com.code_intelligence.jazzer.Jazzer;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * {@code make fuzz}: lets the fuzzer Jazzer call {@link ServiceTarget} for {@code MINUTES}. It begins with the corpus, and keeps
 * the inputs that reach new code in {@code target/inputs}. It stops at the first input for which something does not hold, writes
 * it to {@code target/found} and ends with an error.
 */
public final class Main {
    private static final Path MODULE = Path.of("tools", "fuzz");
    private static final BigDecimal SECONDS_PER_MINUTE = BigDecimal.valueOf(60);

    private Main() {}

    /** Runs in the folder of the project. Exits with 1 when {@code MINUTES} is invalid. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        try {
            run(seconds(System.getenv()));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private static void run(int seconds) throws IOException, InterruptedException {
        var options = options(
                "-max_total_time=" + seconds,
                Files.createDirectories(MODULE.resolve("target/found")),
                Files.createDirectories(MODULE.resolve("target/inputs")),
                MODULE.resolve("corpus"));
        Jazzer.main(options.toArray(String[]::new));
    }

    /**
     * The options of the fuzzer.
     *
     * @param end the option that says when it ends
     * @param found the folder for inputs for which something does not hold
     * @param inputs the folder for inputs that reach new code
     */
    static List<String> options(String end, Path found, Path inputs, Path corpus) {
        return List.of(
                end,
                "--target_class=" + ServiceTarget.class.getName(),
                // With other libraries, it would be slower, and would look for inputs that reach their code.
                "--instrumentation_includes=ordermessage.**:com.networknt.**",
                "--reproducer_path=" + found,
                "-artifact_prefix=" + found + "/",
                "-max_len=8192",
                // A call that takes more seconds counts as one that never ends. The first call also loads and
                // instruments all
                // classes, which takes more than ten seconds on a busy machine.
                "-timeout=120",
                "-print_final_stats=1",
                inputs.toString(),
                corpus.toString());
    }

    static int seconds(Map<String, String> environment) {
        var minutes = environment.getOrDefault("MINUTES", "10");
        if (!minutes.matches("[0-9]{1,5}(\\.[0-9])?") || new BigDecimal(minutes).signum() == 0) {
            throw new IllegalArgumentException(
                    "MINUTES=%s is not a number of minutes from 0.1 to 99999, such as 10 or 0.5".formatted(minutes));
        }
        return new BigDecimal(minutes).multiply(SECONDS_PER_MINUTE).intValueExact();
    }
}
