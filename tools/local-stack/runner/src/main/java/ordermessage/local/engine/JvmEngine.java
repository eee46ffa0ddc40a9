package ordermessage.local.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import ordermessage.local.process.ClassArchives;
import ordermessage.local.process.ClassPath;
import ordermessage.local.process.Command;

/** Makes the command of an engine that is a Java program. */
final class JvmEngine {
    private static final List<String> OPTIONS = List.of(
            "-XX:+UseSerialGC",
            // An engine serves one developer: a fast start and little memory matter more than peak performance.
            "-XX:TieredStopAtLevel=1",
            // After an OutOfMemoryError some threads may have ended. So the engine ends, and the runner restarts it.
            "-XX:+ExitOnOutOfMemoryError",
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow");

    private JvmEngine() {}

    /**
     * Returns a command that runs a main class on the class path of the engine's module.
     *
     * @param module the name of the engine's module
     * @param options JVM options: the heap limit, and settings that the engine reads from system properties
     */
    static Command command(
            String module, List<String> options, String mainClass, List<String> arguments, EngineSettings settings) {
        var all = new ArrayList<>(OPTIONS);
        all.addAll(options);
        return new Command.Jvm(
                        module,
                        ClassPath.ofModule(settings.modules().resolve(module)).entries(),
                        all,
                        mainClass,
                        arguments,
                        Map.of(),
                        settings.data())
                .with(ClassArchives.recordedIn(
                        settings.modules().resolve(module).resolve("target")));
    }
}
