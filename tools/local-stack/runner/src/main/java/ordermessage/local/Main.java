package ordermessage.local;

import java.nio.file.Path;
import ordermessage.local.template.Unsupported;

/** {@code make run}: starts the stack of the project in the current folder, and ends it with this process. */
public final class Main {
    private Main() {}

    /** Takes its options from environment variables, see {@link Settings}. */
    public static void main(String[] arguments) {
        var project = Path.of("").toAbsolutePath();
        try {
            run(new Settings(System.getenv()).options(project, System.out::println));
        } catch (RuntimeException failure) {
            System.err.println(failure.getMessage() == null ? failure : failure.getMessage());
            System.exit(1);
        }
    }

    private static void run(Options options) {
        var service = LocalService.start(options);
        Runtime.getRuntime().addShutdownHook(new Thread(service::close));
        EnvironmentFile.write(options.data().resolve("env"), service);
        var unsupported = Unsupported.lines(service.stack().unsupported());
        if (!unsupported.isEmpty()) {
            System.out.println("Not on one machine:");
            unsupported.forEach(line -> System.out.println("  " + line));
            System.out.println();
        }
        System.out.print(new StartupMessage(options.project(), options.data(), service).text());
    }
}
