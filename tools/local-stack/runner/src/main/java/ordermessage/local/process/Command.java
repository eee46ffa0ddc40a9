package ordermessage.local.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a child process runs.
 *
 * <p>The environment is the complete one: beside it the child sees only the few variables of the runner's own that no
 * program does without (see {@link ChildProcess}), so that the credentials in a developer's shell never reach it.
 */
public sealed interface Command {
    /** Symbols the process in its log. */
    String name();

    /** The child's environment. */
    Map<String, String> environment();

    /** The folder that the child runs in; it must exist. */
    Path workingDirectory();

    /** What the operating system is asked to run, the program first. */
    List<String> line();

    /**
     * A main class on the JVM that runs this one, on a {@linkplain ordermessage.local.watchdog.ParentWatchdog leash}.
     *
     * @param classPath jars and folders; the leash's own jar is added to them
     */
    record Jvm(
            String name,
            List<Path> classPath,
            List<String> jvmOptions,
            String mainClass,
            List<String> arguments,
            Map<String, String> environment,
            Path workingDirectory)
            implements Command {
        public Jvm {
            classPath = List.copyOf(classPath);
            jvmOptions = List.copyOf(jvmOptions);
            arguments = List.copyOf(arguments);
            environment = Map.copyOf(environment);
        }

        /** The same with more options, which have their way over those that are there. */
        public Jvm with(List<String> options) {
            var all = new ArrayList<>(jvmOptions);
            all.addAll(options);
            return new Jvm(name, classPath, all, mainClass, arguments, environment, workingDirectory);
        }

        @Override
        public List<String> line() {
            var line = new ArrayList<String>();
            line.add(WatchedJvm.executable().toString());
            line.addAll(jvmOptions);
            line.addAll(List.of("-classpath", WatchedJvm.classPath(classPath), WatchedJvm.mainClass(), mainClass));
            line.addAll(arguments);
            return line;
        }
    }

    /**
     * Any other program, such as the runtime of another language. It runs under {@code sh}, which kills it when the
     * runner dies; the process id is the program's own. Its standard input is empty.
     *
     * @param program the program, then its arguments
     */
    record Program(String name, List<String> program, Map<String, String> environment, Path workingDirectory)
            implements Command {
        /**
         * A subshell keeps standard input, the leash, and waits for its end; the shell itself becomes the program, so
         * that {@code $$} is the program's process id. The subshell holds nothing else of the program's open.
         */
        private static final String LEASH =
                "exec 3<&0; (read -r _ <&3; kill -9 $$) </dev/null >/dev/null 2>&1 & exec \"$@\" 3<&- </dev/null";

        public Program {
            program = List.copyOf(program);
            environment = Map.copyOf(environment);
            if (program.isEmpty()) {
                throw new IllegalArgumentException("A command needs a program");
            }
        }

        @Override
        public List<String> line() {
            var line = new ArrayList<>(List.of("/bin/sh", "-c", LEASH, "sh"));
            line.addAll(program);
            return line;
        }
    }
}
