package ordermessage.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import ordermessage.deployment.CheckResult;
import ordermessage.deployment.CheckResult.Failure;
import ordermessage.deployment.DeploymentCheck;
import ordermessage.deployment.Environment;
import ordermessage.local.runtime.Outcome;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Runs the check of new versions with the artifacts that are deployed. So its events and expectations are true. */
@Tag("processes")
@ExtendWith(RunningService.Shared.class)
@Order(2) // It takes longer than most other classes, so it starts before them.
class DeploymentCheckTest {
    private static final List<String> FUNCTIONS =
            List.of("PostMessageFunction", "GetMessageFunction", "ListMessagesFunction", "ProcessMessageFunction");

    private final RunningService service;
    private final List<String> called = new ArrayList<>();

    DeploymentCheckTest(RunningService service) {
        this.service = service;
    }

    @Test
    void theFunctionsOfThisVersionPass() {
        assertThat(check(FUNCTIONS)).isEqualTo(new CheckResult(Optional.empty()));
        assertThat(called).containsExactlyElementsOf(FUNCTIONS);
    }

    @Test
    void aFunctionInThePlaceOfAnotherFails() {
        assertThat(check(List.of(
                        "PostMessageFunction", "ListMessagesFunction", "GetMessageFunction", "ProcessMessageFunction")))
                .extracting(CheckResult::failure)
                .extracting(Optional::orElseThrow)
                .extracting(Failure::function)
                .isEqualTo("GetMessageFunction");
    }

    private CheckResult check(List<String> functions) {
        var versions = new Environment(functions.get(0), functions.get(1), functions.get(2), functions.get(3));
        return new DeploymentCheck(versions, this::call).run();
    }

    private String call(String function, String event) {
        called.add(function);
        var outcome = service.local().function(function).invoke(event);
        assertThat(outcome).as(function).isInstanceOf(Outcome.Returned.class);
        return ((Outcome.Returned) outcome).payload();
    }
}
