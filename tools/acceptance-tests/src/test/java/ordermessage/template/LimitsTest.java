package ordermessage.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests timeouts and limits that depend on each other. */
class LimitsTest {
    private static final SamTemplate TEMPLATE = SamTemplate.read();
    private static final YamlNode QUEUE = TEMPLATE.resource("Queue").at("Properties");
    private static final YamlNode DEAD_LETTERS =
            TEMPLATE.resource("DeadLetterQueue").at("Properties");

    static List<TemplateFunction> apiFunctions() {
        return TEMPLATE.functions().stream()
                .filter(function -> !function.events("Api").isEmpty())
                .toList();
    }

    static List<TemplateFunction> consumers() {
        return TEMPLATE.functions().stream()
                .filter(function -> !function.events("SQS").isEmpty())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("apiFunctions")
    void theTimeoutOfAnApiFunctionIsShorterThanThatOfTheGateway(TemplateFunction function) {
        assertThat(function.timeout()).isLessThan(29);
    }

    @ParameterizedTest
    @MethodSource("consumers")
    void theVisibilityTimeoutIsAtLeastSixTimesTheTimeoutOfTheConsumer(TemplateFunction function) {
        var visibilityTimeout = QUEUE.at("VisibilityTimeout");

        assertThat(TEMPLATE.number(visibilityTimeout)).isGreaterThanOrEqualTo(6 * function.timeout());
        assertThat(TEMPLATE.leastNumber(visibilityTimeout)).isGreaterThanOrEqualTo(6 * function.timeout());
    }

    @ParameterizedTest
    @MethodSource("consumers")
    void onlyFailedRecordsOfABatchAreRetried(TemplateFunction function) {
        assertThat(function.events("SQS")).singleElement().satisfies(event -> {
            assertThat(SamTemplate.references(event.at("Queue"))).containsExactly("Queue");
            assertThat(event.at("FunctionResponseTypes").texts()).containsExactly("ReportBatchItemFailures");
            assertThat(event.at("BatchSize").number()).isEqualTo(10);
            assertThat(TEMPLATE.leastNumber(event.at("ScalingConfig", "MaximumConcurrency")))
                    .isGreaterThanOrEqualTo(2);
        });
    }

    /** A new account has ten concurrent executions in all (Lambda quotas). */
    @ParameterizedTest
    @MethodSource("consumers")
    void aBacklogLeavesHalfOfTheConcurrencyOfANewAccountToTheApi(TemplateFunction function) {
        assertThat(function.events("SQS"))
                .extracting(event -> TEMPLATE.number(event.at("ScalingConfig", "MaximumConcurrency")))
                .allSatisfy(limit -> assertThat(limit).isLessThanOrEqualTo(10 / 2));
    }

    @Test
    void aMessageIsReceivedFiveTimesBeforeItMovesToTheDeadLetterQueue() {
        var receives = QUEUE.at("RedrivePolicy", "maxReceiveCount");

        assertThat(SamTemplate.references(QUEUE.at("RedrivePolicy", "deadLetterTargetArn")))
                .containsExactly("DeadLetterQueue");
        assertThat(TEMPLATE.number(receives)).isEqualTo(5);
        assertThat(TEMPLATE.leastNumber(receives)).isEqualTo(5);
    }

    @Test
    void deadLettersAreRetainedForFourteenDaysAndLongerThanMessages() {
        assertThat(retention(DEAD_LETTERS)).isEqualTo(Duration.ofDays(14)).isGreaterThan(retention(QUEUE));
    }

    @Test
    void bothQueuesAcceptMessagesOfOneMebibyte() {
        assertThat(List.of(QUEUE, DEAD_LETTERS))
                .extracting(queue -> queue.at("MaximumMessageSize").number())
                .containsOnly(1024 * 1024);
    }

    private static Duration retention(YamlNode queue) {
        return Duration.ofSeconds(TEMPLATE.number(queue.at("MessageRetentionPeriod")));
    }
}
