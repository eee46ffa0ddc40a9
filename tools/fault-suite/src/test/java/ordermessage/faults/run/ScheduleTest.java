package ordermessage.faults.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Collectors;
import ordermessage.faults.run.Schedule.ScheduledFault;
import ordermessage.faults.traffic.TestMessageFactory;
import org.junit.jupiter.api.Test;

class ScheduleTest {
    @Test
    void theSameSeedGivesTheSameFaultsAtTheSameTimes() {
        assertThat(Schedule.of(7, 1_000, 100)).isEqualTo(Schedule.of(7, 1_000, 100));
        assertThat(Schedule.of(7, 1_000, 100)).isNotEqualTo(Schedule.of(8, 1_000, 100));
    }

    @Test
    void theSameSeedGivesTheSameMessages() {
        assertThat(new TestMessageFactory(7).valid(12)).isEqualTo(new TestMessageFactory(7).valid(12));
        assertThat(new TestMessageFactory(7).valid(12).key())
                .isNotEqualTo(new TestMessageFactory(8).valid(12).key());
    }

    @Test
    void everyKindOfFaultIsScheduled() {
        var kinds = Schedule.of(7, 1_000, 60).faults().stream()
                .map(scheduled -> scheduled.fault().toString())
                .collect(Collectors.toSet());
        var many = Schedule.of(7, 100_000, 10_000).faults().stream()
                .map(scheduled -> scheduled.fault().toString())
                .collect(Collectors.toSet());
        assertThat(kinds).isEqualTo(many);
    }

    @Test
    void noFaultIsScheduledBeforeTheFirstAnswerOfTheSmallestRun() {
        assertThat(Schedule.of(7, RunSettings.MIN_MESSAGES, 60).faults())
                .extracting(ScheduledFault::answered)
                .allMatch(answered -> answered >= 1);
        assertThatThrownBy(() -> new RunSettings(7, RunSettings.MIN_MESSAGES - 1, 60, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A run needs at least 20 messages, not 19");
    }

    @Test
    void faultsAreScheduledWhileMessagesArePosted() {
        assertThat(Schedule.of(7, 1_000, 60).faults())
                .hasSize(60)
                .extracting(ScheduledFault::answered)
                .isSorted()
                .allMatch(answered -> answered >= 50 && answered <= 950);
    }
}
