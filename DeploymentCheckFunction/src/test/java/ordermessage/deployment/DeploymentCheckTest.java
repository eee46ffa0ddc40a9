package ordermessage.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import ordermessage.deployment.CheckResult.Failure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeploymentCheckTest {
    private final FakeFunctions functions = new FakeFunctions();

    @Test
    void functionsThatAnswerAsTheyShouldPass() {
        assertThat(run()).isEqualTo(new CheckResult(Optional.empty()));
        assertThat(functions.called()).containsExactly("post:1", "get:2", "list:3", "process:4");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "post:1    | 400               | 202              | PostMessageFunction    | the status is 202 and not 400",
                "post:1    | 400               | 500              | PostMessageFunction    | the status is 500 and not 400",
                "post:1    | invalid-message   | malformed-body   | PostMessageFunction    | the answer 400 is not the problem invalid-message",
                "post:1    | request_id        | id               | PostMessageFunction    | the answer 400 has no request_id",
                "get:2     | 404               | 200              | GetMessageFunction     | the status is 200 and not 404",
                "get:2     | message-not-found | unknown-route    | GetMessageFunction     | the answer 404 is not the problem message-not-found",
                "get:2     | body              | content          | GetMessageFunction     | the answer 404 has no body",
                "get:2     | statusCode        | status           | GetMessageFunction     | the answer has no status",
                "list:3    | 200               | 503              | ListMessagesFunction   | the status is 503 and not 200",
                "list:3    | []                | [1]              | ListMessagesFunction   | messages is not empty",
                "list:3    | messages          | items            | ListMessagesFunction   | the answer has no array messages",
                "list:3    | null              | 1                | ListMessagesFunction   | the list of a company without messages has another page",
                "process:4 | []                | [{}]             | ProcessMessageFunction | batchItemFailures is not empty",
                "process:4 | []                | null             | ProcessMessageFunction | the answer has no array batchItemFailures",
                "process:4 | {                 | [                | ProcessMessageFunction | the answer is not JSON",
                "process:4 | {\"batchItemFailures\": []} | null    | ProcessMessageFunction | the answer is not a JSON object",
            })
    void aFunctionThatAnswersOtherwiseFails(String version, String part, String other, String function, String reason) {
        functions.change(version, part, other);

        assertThat(run()).isEqualTo(new CheckResult(Optional.of(new Failure(function, reason))));
    }

    @Test
    void afterAFailureNoFunctionIsCalled() {
        functions.change("get:2", "404", "500");

        run();

        assertThat(functions.called()).containsExactly("post:1", "get:2");
    }

    @Test
    void aVersionThatCannotBeCalledFails() {
        FunctionCalls broken = (version, event) -> {
            throw new CheckFailedException("the version cannot be called");
        };

        assertThat(new DeploymentCheck(FakeFunctions.VERSIONS, broken).run())
                .isEqualTo(new CheckResult(
                        Optional.of(new Failure("PostMessageFunction", "the version cannot be called"))));
    }

    private CheckResult run() {
        return new DeploymentCheck(FakeFunctions.VERSIONS, functions).run();
    }
}
