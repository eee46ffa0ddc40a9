package ordermessage.faults.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import ordermessage.faults.audit.FaultCount;
import ordermessage.harness.EmptyFolder;
import ordermessage.local.ProjectFolder;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The short form of {@code make faults}. */
@Tag("processes")
class FaultRunTest {
    private static final Path PROJECT = ProjectFolder.current();

    @Test
    void noAcceptedMessageIsLostReplacedOrStoredTwiceUnderFaults() {
        var work = EmptyFolder.at(Path.of("target", "fault-run"));
        var report = FaultRun.run(RunSettings.shortForm(), PROJECT, PROJECT, work, System.out::println);
        assertThat(report.isClean()).as(report.text()).isTrue();
        assertThat(report.faults().values()).allMatch(count -> count.effective() <= count.scheduled(), report.text());
        assertThat(report.faults().values().stream().reduce(FaultCount::plus))
                .get()
                .satisfies(all -> {
                    assertThat(all.scheduled())
                            .isEqualTo(RunSettings.shortForm().faults());
                    assertThat(all.effective()).as(report.text()).isGreaterThan(all.scheduled() / 2);
                });
        assertThat(report.stored()).isGreaterThan(300);
        assertThat(report.answeredStored()).as("POSTs that were answered 200").isPositive();
        assertThat(report.answeredConflict()).as("POSTs that were answered 409").isPositive();
        assertThat(report.deadLettersBeforeRedrive())
                .containsKeys("conflict", "unreadable", "invalid", "too many receives");
        assertThat(report.deadLettersAtEnd()).containsOnlyKeys("conflict", "unreadable", "invalid");
    }
}
