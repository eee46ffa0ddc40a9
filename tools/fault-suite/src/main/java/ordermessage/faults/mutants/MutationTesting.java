package ordermessage.faults.mutants;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import ordermessage.faults.audit.Finding;
import ordermessage.faults.audit.Report;
import ordermessage.faults.run.FaultRun;
import ordermessage.faults.run.RunSettings;

/** Runs the fault suite against each mutant, to check that the suite notices the mistake. */
public final class MutationTesting {
    private MutationTesting() {}

    /**
     * Runs the short form of the suite against each mutant, and prints a row of a Markdown table for each.
     *
     * @param mutants the mutants to try
     * @param project the built project
     * @param work an empty folder
     * @return the mutants without a finding
     */
    public static List<Mutant> findUnnoticed(List<Mutant> mutants, Path project, Path work) {
        var unnoticed = new ArrayList<Mutant>();
        for (var i = 0; i < mutants.size(); i++) {
            var mutant = mutants.get(i);
            var folder = work.resolve("mutant" + i);
            var artifacts = folder.resolve("artifacts");
            new MutantInstaller(project).install(mutant, artifacts);
            var report = FaultRun.run(RunSettings.shortForm(), project, artifacts, folder.resolve("run"), line -> {});
            System.out.printf("| %s | %s |%n", mutant.mistake(), report.isClean() ? "NOT NOTICED" : counts(report));
            if (report.isClean()) {
                unnoticed.add(mutant);
            }
        }
        return unnoticed;
    }

    private static String counts(Report report) {
        var counts = report.findings().stream()
                .collect(Collectors.groupingBy(Finding::kind, TreeMap::new, Collectors.counting()));
        return counts.entrySet().stream()
                .map(count -> count.getValue() + " " + count.getKey())
                .collect(Collectors.joining(", "));
    }
}
