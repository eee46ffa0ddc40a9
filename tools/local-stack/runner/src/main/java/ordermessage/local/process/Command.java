package ordermessage.local.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A command that a child process runs.
 *
 * <p>The child gets the variables of {@link #environment}. Of the runner's own environment it inherits only a few
 * variables that every program needs, such as {@code PATH} (see {@link ChildProcess}). So credentials in a developer's
 * shell never reach a child.
 */
public sealed interface Command {
    /** Returns the name of the process in logs and error messages. */
    String name();

    /** Returns the child's environment variables. */
    Map<String, String> environment();

    /** Returns the folder that the child runs in; it must exist. */
    Path workingDirectory();

    /** Returns the command line: the program, then its arguments. */
    List<String> line();

    /**
     * A main class that runs on the same Java installation as the runner, under a {@link
     * ordermessage.local.watchdog.ParentWatchdog}.
     *
     * @param classPath jars and folders; the jar of the parent watchdog is added to them
     * @param archives the class archives of the program; empty if it has none
     */
    record Jvm(
            String name,
            List<Path> classPath,
            List<String> jvmOptions,
            String mainClass,
            List<String> arguments,
            Map<String, String> environment,
            Path workingDirectory,
            Optional<ClassArchives> archives)
            implements Command {
        /** Makes a command without a class archive. */
        public Jvm(
                String name,
                List<Path> classPath,
                List<String> jvmOptions,
                String mainClass,
                List<String> arguments,
                Map<String, String> environment,
                Path workingDirectory) {
            this(name, classPath, jvmOptions, mainClass, arguments, environment, workingDirectory, Optional.empty());
        }

        public Jvm {
            classPath = List.copyOf(classPath);
            jvmOptions = List.copyOf(jvmOptions);
            arguments = List.copyOf(arguments);
            environment = Map.copyOf(environment);
        }

        /** Returns this command with more JVM options. They come last and so override the present ones. */
        public Jvm with(List<String> options) {
            var all = new ArrayList<>(jvmOptions);
            all.addAll(options);
            return new Jvm(name, classPath, all, mainClass, arguments, environment, workingDirectory, archives);
        }

        /** Returns this command with class archives. */
        public Jvm with(ClassArchives used) {
            return new Jvm(
                    name,
                    classPath,
                    jvmOptions,
                    mainClass,
                    arguments,
                    environment,
                    workingDirectory,
                    Optional.of(used));
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
     * A program that is not a JVM, such as the runtime of another language. A subshell of {@code sh} watches the runner
     * and kills the program when the runner ends. The process id is the program's own. Its standard input is empty.
     *
     * @param program the program, then its arguments
     */
    record Program(String name, List<String> program, Map<String, String> environment, Path workingDirectory)
            implements Command {
        /**
         * Kills the program when the runner ends. A subshell keeps standard input, waits for its end and then kills the
         * program. The shell itself replaces itself with the program, so {@code $$} is the program's process id. The
         * subshell keeps no other file of the program open.
         */
        private static final String WATCHDOG =
                "exec 3<&0; (read -r _ <&3; kill -9 $$) </dev/null >/dev/null 2>&1 & exec \"$@\" 3<&- </dev/null";

        public Program {
            program = List.copyOf(program);
            environment = Map.copyOf(environment);
            if (program.isEmpty()) {
                throw new IllegalArgumentException("A command must have a program");
            }
        }

        @Override
        public List<String> line() {
            var line = new ArrayList<>(List.of("/bin/sh", "-c", WATCHDOG, "sh"));
            line.addAll(program);
            return line;
        }
    }
}
