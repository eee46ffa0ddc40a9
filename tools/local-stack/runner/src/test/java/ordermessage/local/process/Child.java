package ordermessage.local.process;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Main class of the processes that the tests start; does what its first argument says. */
public final class Child {
    private Child() {}

    /** Runs. */
    public static void main(String[] arguments) throws InterruptedException {
        switch (arguments[0]) {
            case "print" -> print(arguments[1]);
            case "end" -> System.exit(Integer.parseInt(arguments[1]));
            case "stay" -> stay();
            case "stay whatever comes" -> stayWhateverComes();
            case "run" -> run(Arrays.copyOfRange(arguments, 1, arguments.length));
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    /** A command that runs this class. */
    static Command command(String... arguments) {
        return new Command.Jvm(
                "child",
                Stream.of(System.getProperty("java.class.path").split(":"))
                        .map(Path::of)
                        .toList(),
                List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
                Child.class.getName(),
                List.of(arguments),
                Map.of("GIVEN", "yes"),
                Path.of("."));
    }

    /** A command that runs a program that is no JVM and stays. */
    static Command program() {
        return new Command.Program("program", List.of("sleep", "600"), Map.of(), Path.of("."));
    }

    private static void print(String what) {
        System.out.println("out " + what);
        System.err.println("err " + what);
        System.out.println(System.getProperty("java.home"));
        System.getenv().forEach((name, value) -> System.out.println(name + "=" + value));
    }

    private static void stay() throws InterruptedException {
        System.out.println("staying");
        Thread.currentThread().join();
    }

    private static void stayWhateverComes() throws InterruptedException {
        var thread = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> awaitEndOf(thread)));
        stay();
    }

    private static void awaitEndOf(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            thread.interrupt();
        }
    }

    /** Is a runner itself: starts a child, says which, and stays. */
    private static void run(String[] what) throws InterruptedException {
        var command = what[0].equals("program") ? program() : command(what);
        try (var child = ChildProcess.start(command, line -> {})) {
            System.out.println(child.pid());
            Thread.currentThread().join();
        }
    }
}
