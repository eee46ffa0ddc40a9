package ordermessage.local.process;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The main class of the processes that the tests start. Its first argument is the command to run. */
public final class ChildMain {
    private ChildMain() {}

    /** Runs the command. */
    public static void main(String[] arguments) throws InterruptedException {
        switch (arguments[0]) {
            case "print" -> print(arguments[1]);
            case "end" -> System.exit(Integer.parseInt(arguments[1]));
            case "stay" -> stay();
            case "ignore SIGTERM" -> ignoreSigterm();
            case "run" -> run(Arrays.copyOfRange(arguments, 1, arguments.length));
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    /** Returns a command that runs this class. */
    static Command command(String... arguments) {
        return new Command.Jvm(
                "child",
                Stream.of(System.getProperty("java.class.path").split(":"))
                        .map(Path::of)
                        .toList(),
                List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
                ChildMain.class.getName(),
                List.of(arguments),
                Map.of("GIVEN", "yes"),
                Path.of("."));
    }

    /** Returns a command that runs a program that is not a JVM, and that does not end by itself. */
    static Command program() {
        return new Command.Program("program", List.of("sleep", "600"), Map.of(), Path.of("."));
    }

    private static void print(String text) {
        System.out.println("out " + text);
        System.err.println("err " + text);
        System.out.println(System.getProperty("java.home"));
        System.getenv().forEach((name, value) -> System.out.println(name + "=" + value));
    }

    private static void stay() throws InterruptedException {
        System.out.println("staying");
        Thread.currentThread().join();
    }

    private static void ignoreSigterm() throws InterruptedException {
        var thread = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> join(thread)));
        stay();
    }

    /** Blocks the shutdown of the JVM, because the thread never ends. */
    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            thread.interrupt();
        }
    }

    /** Acts as a runner: starts a child, prints its process id, and waits forever. */
    private static void run(String[] arguments) throws InterruptedException {
        var command = arguments[0].equals("program") ? program() : command(arguments);
        try (var child = ChildProcess.start(command, line -> {})) {
            System.out.println(child.pid());
            Thread.currentThread().join();
        }
    }
}
