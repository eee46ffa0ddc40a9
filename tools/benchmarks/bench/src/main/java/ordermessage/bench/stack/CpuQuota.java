package ordermessage.bench.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import ordermessage.local.process.Command;
import ordermessage.local.runtime.FunctionRuntime;

/**
 * Gives each process of a function the share of the processor that Lambda gives it: its memory divided by 1,769 MB, in cores. Linux
 * stops the process for the rest of each period in which its share is used up.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html">Lambda: memory and processor</a>
 * @see <a href="https://docs.kernel.org/scheduler/sched-bwc.html">Linux: CFS bandwidth control</a>
 */
public final class CpuQuota implements AutoCloseable {
    /** The memory of a function that has one core. */
    static final int ONE_CORE_MEGABYTES = 1_769;

    /** The period in microseconds. Lambda does not document it. A shorter period makes stops more frequent but shorter. */
    static final int PERIOD = 20_000;

    /**
     * The number of processors that a function sees on Lambda with up to 3,008 MB. AWS does not document it. Without this
     * option, the JVM would see its quota, rounded up, because the control group is its own here.
     */
    private static final String PROCESSORS = "-XX:ActiveProcessorCount=2";

    /** Joins the control group, then replaces itself with the program, so the process id is the program's. */
    private static final String JOIN = "echo $$ > \"$1\" && shift && exec \"$@\"";

    /** The control group that has those of the processes in it; null if nothing is limited. */
    private final Path root;

    private final boolean unified;
    private final String description;
    private final AtomicInteger groups = new AtomicInteger();

    /** Limits nothing. */
    private CpuQuota(String description) {
        this(null, false, description);
    }

    /** @param root null if nothing is limited */
    private CpuQuota(Path root, boolean unified, String description) {
        this.root = root;
        this.unified = unified;
        this.description = description;
    }

    /** Returns a quota that limits nothing. */
    public static CpuQuota off() {
        return new CpuQuota("whole cores for each function");
    }

    /** Returns a quota for this machine. It limits nothing if this process may not create control groups. */
    public static CpuQuota ofThisMachine() {
        return in(List.of(
                Path.of("/sys/fs/cgroup/cpu"), Path.of("/sys/fs/cgroup/cpu,cpuacct"), Path.of("/sys/fs/cgroup")));
    }

    /**
     * Returns a quota.
     *
     * @param hierarchies the folders where a hierarchy of control groups may be mounted; the first one with processor quotas counts
     */
    static CpuQuota in(List<Path> hierarchies) {
        for (var hierarchy : hierarchies) {
            var unified = Files.exists(hierarchy.resolve("cgroup.controllers"));
            if (unified || Files.exists(hierarchy.resolve("cpu.cfs_quota_us"))) {
                return in(hierarchy, unified);
            }
        }
        return withoutRight("this machine has no control groups for processor time");
    }

    private static CpuQuota in(Path hierarchy, boolean unified) {
        var root = hierarchy.resolve(
                "ordermessage-bench-" + ProcessHandle.current().pid());
        try {
            if (unified) {
                Files.writeString(hierarchy.resolve("cgroup.subtree_control"), "+cpu");
            }
            Files.createDirectory(root);
            if (unified) {
                Files.writeString(root.resolve("cgroup.subtree_control"), "+cpu");
            }
        } catch (IOException e) {
            return withoutRight("this process may not create a control group in " + hierarchy);
        }
        return new CpuQuota(root, unified, "1 core for each 1,769 MB of a function's memory");
    }

    private static CpuQuota withoutRight(String reason) {
        return new CpuQuota(off().description + " (" + reason + ")");
    }

    /** Returns whether processes are limited. */
    public boolean isOn() {
        return root != null;
    }

    /** Returns what each function gets, and why if that is not the share of Lambda. */
    @Override
    public String toString() {
        return description;
    }

    /** Returns a runtime whose processes have the share of their function's memory. */
    public FunctionRuntime limit(FunctionRuntime runtime) {
        return (function, environment) -> {
            var command = runtime.command(function, environment);
            return isOn() ? joined(command, group(function.memory())) : command;
        };
    }

    private Path group(int memory) {
        var group = root.resolve(Integer.toString(groups.incrementAndGet()));
        var quota = Math.round((double) PERIOD * memory / ONE_CORE_MEGABYTES);
        try {
            Files.createDirectory(group);
            if (unified) {
                Files.writeString(group.resolve("cpu.max"), quota + " " + PERIOD);
            } else {
                Files.writeString(group.resolve("cpu.cfs_period_us"), Integer.toString(PERIOD));
                Files.writeString(group.resolve("cpu.cfs_quota_us"), Long.toString(quota));
            }
        } catch (IOException e) {
            throw new IllegalStateException("A control group cannot be created in " + root, e);
        }
        return group;
    }

    private static Command joined(Command command, Path group) {
        var line = new ArrayList<>(List.of(
                "/bin/sh", "-c", JOIN, "sh", group.resolve("cgroup.procs").toString()));
        line.addAll(
                switch (command) {
                    case Command.Jvm jvm -> line(jvm);
                    case Command.Program program -> program.program();
                });
        return new Command.Program(command.name(), line, command.environment(), command.workingDirectory());
    }

    /** Returns the line without the parent watchdog: the one of {@link Command.Program} takes its place. */
    private static List<String> line(Command.Jvm jvm) {
        var line = new ArrayList<String>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(jvm.jvmOptions());
        line.add(PROCESSORS);
        line.add("-classpath");
        line.add(String.join(
                System.getProperty("path.separator"),
                jvm.classPath().stream().map(Path::toString).toList()));
        line.add(jvm.mainClass());
        line.addAll(jvm.arguments());
        return line;
    }

    /** Removes the control groups. Their processes must have ended. */
    @Override
    public void close() {
        if (!isOn()) {
            return;
        }
        try (var paths = Files.find(root, 1, (path, attributes) -> attributes.isDirectory())) {
            for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            System.err.println("The control groups in " + root + " cannot be removed: " + e.getMessage());
        }
    }
}
