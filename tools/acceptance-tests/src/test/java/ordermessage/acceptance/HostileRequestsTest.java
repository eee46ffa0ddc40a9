package ordermessage.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import ordermessage.hostile.round.Report;
import ordermessage.hostile.round.RequestAttacks;
import ordermessage.hostile.round.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Makes the attacks of {@code make hostile} that need no more than a request each. */
@Tag("processes")
@ExtendWith(RunningService.Shared.class)
class HostileRequestsTest {
    private final RunningService service;

    HostileRequestsTest(RunningService service) {
        this.service = service;
    }

    @Test
    void eachHostileRequestIsRefusedInTheDocumentedFormAndNothingOfItIsRepeated() {
        var report = new Report();
        try (var target = new Target(service.local(), RunningService.project(), service.data(), report)) {
            new RequestAttacks(target).run();
        }

        assertThat(report.violations()).isEmpty();
    }
}
