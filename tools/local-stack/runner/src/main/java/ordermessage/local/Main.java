package ordermessage.local;

import java.io.Console;
import java.nio.file.Path;
import java.util.Optional;
import ordermessage.local.process.ClassArchive;
import ordermessage.local.template.Unsupported;

/** The main class of {@code make run}: runs the stack of the project in the current folder until the process ends. */
public final class Main {
    private Main() {}

    /** Reads the options from environment variables, see {@link Settings}. */
    public static void main(String[] arguments) {
        var project = Path.of("").toAbsolutePath();
        try {
            run(new Settings(System.getenv(), isTerminal()).options(project, System.out::println));
        } catch (RuntimeException e) {
            System.err.println(e.getMessage() == null ? e : e.getMessage());
            System.exit(1);
        }
    }

    /** In Java 25, there is no console if the input or the output is not a terminal. */
    private static boolean isTerminal() {
        return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
    }

    private static void run(Options options) {
        var service = LocalService.start(options);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            if (ClassArchive.isAnyRecorded()) {
                System.out.println("Saving what the processes have loaded. The next start takes half the time ...");
            }
            service.close();
            service.summary().forEach(System.out::println);
        }));
        EnvironmentFile.write(options.data().resolve("env"), service);
        var unsupported = Unsupported.lines(service.stack().unsupported());
        if (!unsupported.isEmpty()) {
            System.out.println("Not supported on one machine:");
            unsupported.forEach(line -> System.out.println("  " + line));
            System.out.println();
        }
        System.out.print(new StartupMessage(options.project(), options.data(), service).text());
    }
}
