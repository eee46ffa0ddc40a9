package ordermessage.bench.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import ordermessage.local.process.ChildProcess;
import ordermessage.local.process.Command;
import ordermessage.local.role.RolePolicy;
import ordermessage.local.runtime.FunctionRuntime;
import ordermessage.local.template.Resource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the share of the processor that a function's process gets. */
class CpuQuotaTest {
    private static final FunctionRuntime RUNTIME = (function, environment) -> new Command.Program(
            "program", List.of("/bin/sh", "-c", "cat /proc/self/cgroup"), environment, Path.of("/"));

    @TempDir
    Path hierarchy;

    @Test
    void aFunctionOf1024MegabytesGets58HundredthsOfACoreWithControlGroupsOfVersion1() throws IOException {
        Files.createFile(hierarchy.resolve("cpu.cfs_quota_us"));

        var group = group(CpuQuota.in(List.of(hierarchy)));

        assertThat(group.resolve("cpu.cfs_period_us")).hasContent("20000");
        assertThat(group.resolve("cpu.cfs_quota_us")).hasContent("11577");
    }

    @Test
    void aFunctionOf1024MegabytesGets58HundredthsOfACoreWithControlGroupsOfVersion2() throws IOException {
        Files.createFile(hierarchy.resolve("cgroup.controllers"));

        var group = group(CpuQuota.in(List.of(hierarchy)));

        assertThat(group.resolve("cpu.max")).hasContent("11577 20000");
        assertThat(hierarchy.resolve("cgroup.subtree_control")).hasContent("+cpu");
        assertThat(group.resolveSibling("cgroup.subtree_control")).hasContent("+cpu");
    }

    @Test
    void withoutControlGroupsAFunctionHasWholeCoresAndTheReasonIsSaid() {
        var quota = CpuQuota.in(List.of(hierarchy));

        assertThat(quota.isOn()).isFalse();
        assertThat(quota)
                .hasToString("whole cores for each function (this machine has no control groups for processor time)");
        assertThat(quota.limit(RUNTIME).command(function(), Map.of())).isEqualTo(RUNTIME.command(function(), Map.of()));
    }

    @Test
    void withoutTheRightToCreateAGroupAFunctionHasWholeCoresAndTheReasonIsSaid() throws IOException {
        Files.createFile(hierarchy.resolve("cpu.cfs_quota_us"));
        Files.createFile(hierarchy.resolve(
                "ordermessage-bench-" + ProcessHandle.current().pid()));

        assertThat(CpuQuota.in(List.of(hierarchy)))
                .hasToString("whole cores for each function (this process may not create a control group in %s)"
                        .formatted(hierarchy));
    }

    @Test
    @Tag("processes")
    void aProcessOfAFunctionIsInItsControlGroup() {
        try (var quota = CpuQuota.ofThisMachine()) {
            assumeTrue(quota.isOn(), quota.toString());
            var output = new ConcurrentLinkedQueue<String>();
            try (var child = ChildProcess.start(quota.limit(RUNTIME).command(function(), Map.of()), output::add)) {
                child.exit().join();
            }

            assertThat(output)
                    .anyMatch(line -> line.endsWith("/ordermessage-bench-%d/1"
                            .formatted(ProcessHandle.current().pid())));
        }
    }

    /** Returns the folder of the control group that the command of a function joins. */
    private static Path group(CpuQuota quota) {
        var line = quota.limit(RUNTIME).command(function(), Map.of()).line();
        return line.stream()
                .filter(word -> word.endsWith("cgroup.procs"))
                .map(Path::of)
                .findFirst()
                .orElseThrow()
                .getParent();
    }

    private static Resource.Function function() {
        return new Resource.Function(
                "Function",
                "function",
                "Handler",
                1024,
                Duration.ofSeconds(10),
                Map.of(),
                true,
                "JSON",
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                new RolePolicy("arn:aws:iam::000000000000:role/function", List.of()));
    }
}
