package ordermessage.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import ordermessage.faults.Schedule.ScheduledFault;
import org.junit.jupiter.api.Test;

class ScheduleTest {
    @Test
    void aSeedGivesTheSameFaultsAtTheSameMoments() {
        assertThat(Schedule.of(7, 1_000, 100)).isEqualTo(Schedule.of(7, 1_000, 100));
        assertThat(Schedule.of(7, 1_000, 100)).isNotEqualTo(Schedule.of(8, 1_000, 100));
    }

    @Test
    void aSeedGivesTheSameMessages() {
        assertThat(new TestMessages(7).valid(12)).isEqualTo(new TestMessages(7).valid(12));
        assertThat(new TestMessages(7).valid(12).key())
                .isNotEqualTo(new TestMessages(8).valid(12).key());
    }

    @Test
    void everyKindOfFaultHappens() {
        var kinds = Schedule.of(7, 1_000, 60).faults().stream()
                .map(scheduled -> scheduled.fault().toString())
                .collect(Collectors.toSet());
        var many = Schedule.of(7, 100_000, 10_000).faults().stream()
                .map(scheduled -> scheduled.fault().toString())
                .collect(Collectors.toSet());
        assertThat(kinds).isEqualTo(many);
    }

    @Test
    void faultsHappenWhileThereIsTraffic() {
        assertThat(Schedule.of(7, 1_000, 60).faults())
                .hasSize(60)
                .extracting(ScheduledFault::answered)
                .isSorted()
                .allMatch(answered -> answered >= 50 && answered <= 950);
    }
}
