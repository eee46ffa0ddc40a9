package ordermessage.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Times and numbers that belong together. */
class LimitsTest {
    private static final SamTemplate TEMPLATE = SamTemplate.read();
    private static final Yaml QUEUE = TEMPLATE.resource("Queue").at("Properties");
    private static final Yaml DEAD_LETTERS =
            TEMPLATE.resource("DeadLetterQueue").at("Properties");

    static List<Function> apiFunctions() {
        return TEMPLATE.functions().stream()
                .filter(function -> !function.events("Api").isEmpty())
                .toList();
    }

    static List<Function> consumers() {
        return TEMPLATE.functions().stream()
                .filter(function -> !function.events("SQS").isEmpty())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("apiFunctions")
    void aFunctionOfTheApiEndsBeforeTheGatewayGivesUp(Function function) {
        assertThat(function.timeout()).isLessThan(29);
    }

    @ParameterizedTest
    @MethodSource("consumers")
    void aMessageStaysHiddenForSixTimesTheConsumersTimeout(Function function) {
        var hidden = QUEUE.at("VisibilityTimeout");

        assertThat(TEMPLATE.number(hidden)).isGreaterThanOrEqualTo(6 * function.timeout());
        assertThat(TEMPLATE.leastNumber(hidden)).isGreaterThanOrEqualTo(6 * function.timeout());
    }

    @ParameterizedTest
    @MethodSource("consumers")
    void aBatchComesBackOnlyInThePartsThatFailed(Function function) {
        assertThat(function.events("SQS")).singleElement().satisfies(event -> {
            assertThat(SamTemplate.references(event.at("Queue"))).containsExactly("Queue");
            assertThat(event.at("FunctionResponseTypes").texts()).containsExactly("ReportBatchItemFailures");
            assertThat(event.at("BatchSize").number()).isEqualTo(10);
            assertThat(TEMPLATE.leastNumber(event.at("ScalingConfig", "MaximumConcurrency")))
                    .isGreaterThanOrEqualTo(2);
        });
    }

    @Test
    void aMessageIsTriedFiveTimesBeforeItIsSetAside() {
        var tries = QUEUE.at("RedrivePolicy", "maxReceiveCount");

        assertThat(SamTemplate.references(QUEUE.at("RedrivePolicy", "deadLetterTargetArn")))
                .containsExactly("DeadLetterQueue");
        assertThat(TEMPLATE.number(tries)).isEqualTo(5);
        assertThat(TEMPLATE.leastNumber(tries)).isEqualTo(5);
    }

    @Test
    void aDeadLetterIsKeptForFourteenDaysWhichIsLongerThanAMessageWaits() {
        assertThat(retention(DEAD_LETTERS)).isEqualTo(Duration.ofDays(14)).isGreaterThan(retention(QUEUE));
    }

    @Test
    void bothQueuesHoldMessagesOfOneMebibyte() {
        assertThat(List.of(QUEUE, DEAD_LETTERS))
                .extracting(queue -> queue.at("MaximumMessageSize").number())
                .containsOnly(1024 * 1024);
    }

    private static Duration retention(Yaml queue) {
        return Duration.ofSeconds(TEMPLATE.number(queue.at("MessageRetentionPeriod")));
    }
}
