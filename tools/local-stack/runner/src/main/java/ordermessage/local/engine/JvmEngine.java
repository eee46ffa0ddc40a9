package ordermessage.local.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import ordermessage.local.process.ClassPath;
import ordermessage.local.process.Command;

/** The command of an engine that is a Java program. */
final class JvmEngine {
    private static final List<String> OPTIONS = List.of(
            "-XX:+UseSerialGC",
            // An engine serves one developer: it should start fast and stay small rather than reach top speed.
            "-XX:TieredStopAtLevel=1",
            // After an OutOfMemoryError some of its threads may be gone. It ends, and is started again on its data.
            "-XX:+ExitOnOutOfMemoryError",
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow");

    private JvmEngine() {}

    /**
     * A command that runs a main class on the class path of the engine's module.
     *
     * @param module the engine's folder among the engines
     * @param options the heap's limit and the settings that the engine takes as system properties
     */
    static Command command(
            String module, List<String> options, String mainClass, List<String> arguments, EngineSettings place) {
        var all = new ArrayList<>(OPTIONS);
        all.addAll(options);
        return new Command.Jvm(
                module,
                ClassPath.ofModule(place.modules().resolve(module)).entries(),
                all,
                mainClass,
                arguments,
                Map.of(),
                place.data());
    }
}
