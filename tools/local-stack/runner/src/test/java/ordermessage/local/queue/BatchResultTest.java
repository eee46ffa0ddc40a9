package ordermessage.local.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import ordermessage.local.runtime.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.sqs.model.Message;

/** Tests Lambda's rules for partial batch responses. */
class BatchResultTest {
    private static final List<Message> BATCH = Stream.of("a", "b", "c")
            .map(id -> Message.builder().messageId(id).build())
            .toList();

    /**
     * Each row: the result of the function, and the messages that are done with and without ReportBatchItemFailures.
     */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``                                                              | a b c | a b c",
                "null                                                            | a b c | a b c",
                "{}                                                              | a b c | a b c",
                "{'other': 1}                                                    | a b c | a b c",
                "{'batchItemFailures': null}                                     | a b c | a b c",
                "{'batchItemFailures': []}                                       | a b c | a b c",
                "{'batchItemFailures': [{'itemIdentifier': 'b'}]}                | a c   | a b c",
                "{'batchItemFailures': [{'itemIdentifier': 'c'}, {'itemIdentifier': 'a'}]} | b | a b c",
                "{'batchItemFailures': [{'itemIdentifier': 'b'}, {'itemIdentifier': 'b'}]} | a c | a b c",
                "{'batchItemFailures': [{'itemIdentifier': 'a'}, {'itemIdentifier': 'b'}, {'itemIdentifier': 'c'}]} | `` | a b c",
                "{'batchItemFailures': [{'itemIdentifier': 'unknown'}]}          | ``    | a b c",
                "{'batchItemFailures': [{'itemIdentifier': 'b'}, {'itemIdentifier': 'unknown'}]} | `` | a b c",
                "{'batchItemFailures': [{'itemIdentifier': ''}]}                 | ``    | a b c",
                "{'batchItemFailures': [{'itemIdentifier': null}]}               | ``    | a b c",
                "{'batchItemFailures': [{'itemId': 'b'}]}                        | ``    | a b c",
                "{'batchItemFailures': ['b']}                                    | ``    | a b c",
                "{'batchItemFailures': [null]}                                   | ``    | a b c",
                "{'batchItemFailures': 'b'}                                      | ``    | a b c",
                "[]                                                              | ``    | a b c",
                "'done'                                                          | ``    | a b c",
                "{                                                               | ``    | a b c",
            })
    void theResultDecidesWhichMessagesAreDeleted(String payload, String reported, String unreported) {
        var outcome = new Outcome.Returned(payload.replace('\'', '"'));

        assertThat(done(outcome, true)).isEqualTo(reported);
        assertThat(done(outcome, false)).isEqualTo(unreported);
    }

    @Test
    void noMessageIsDoneWhenTheFunctionFails() {
        var outcome = new Outcome.Failed("Sandbox.Timedout", "{}");

        assertThat(done(outcome, true)).isEmpty();
        assertThat(done(outcome, false)).isEmpty();
    }

    private static String done(Outcome outcome, boolean reportsBatchItemFailures) {
        return String.join(
                " ",
                BatchResult.done(BATCH, outcome, reportsBatchItemFailures).stream()
                        .map(Message::messageId)
                        .toList());
    }
}
