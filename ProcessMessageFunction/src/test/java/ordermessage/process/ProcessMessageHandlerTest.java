package ordermessage.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import ordermessage.message.SyntheticCompany;
import ordermessage.metrics.ServiceMetrics;
import ordermessage.ports.Archive;
import org.junit.jupiter.api.Test;

class ProcessMessageHandlerTest {
    private static final String SUCCEEDING = """
            {"metadata":{"message_time":"2026-11-23T10:00:00Z","company_id":"e0721e56-fb09-4273-ae74-7bcbc92d43eb",\
            "message_id":"fc0daad3-4f10-4d15-b8c6-276cca111e87"},"data":{"fails":false}}""";
    private static final String FAILING = SUCCEEDING.replace("false", "true");

    @Test
    void onlyTheFailedRecordsAreBatchItemFailures() {
        assertThat(handle(record("a", FAILING), record("b", SUCCEEDING), record("c", "poison"), record("d", FAILING)))
                .extracting(BatchItemFailure::getItemIdentifier)
                .containsExactly("a", "d");
    }

    /** Lambda treats a missing list as success of the whole batch. So the handler always returns a list. */
    @Test
    void aBatchWithoutFailuresIsAnsweredWithAnEmptyList() {
        assertThat(handle(record("a", SUCCEEDING), record("b", "poison")))
                .isNotNull()
                .isEmpty();
    }

    /** At least once means that one record may be in a batch twice. */
    @Test
    void aRecordThatIsDeliveredTwiceInOneBatchIsNamedOnce() {
        assertThat(handle(record("a", FAILING), record("a", FAILING), record("b", SUCCEEDING)))
                .extracting(BatchItemFailure::getItemIdentifier)
                .containsExactly("a");
    }

    private static List<BatchItemFailure> handle(SQSEvent.SQSMessage... records) {
        var event = new SQSEvent();
        event.setRecords(List.of(records));
        SQSBatchResponse response = new ProcessMessageHandler(
                        processor(), new BatchMetrics(new ServiceMetrics("test"), SyntheticCompany.NONE))
                .handleRequest(event, context());
        return response.getBatchItemFailures();
    }

    private static BatchProcessor processor() {
        Archive choosy = message -> {
            if (message.text().equals(FAILING)) {
                throw new IllegalStateException("SlowDown");
            }
            return message;
        };
        var storage = new MessageStorage(key -> Optional.empty(), choosy, entry -> entry, Clock.systemUTC());
        return new BatchProcessor(new RecordProcessor(storage, letter -> {}, Clock.systemUTC()));
    }

    private static SQSEvent.SQSMessage record(String id, String body) {
        var record = new SQSEvent.SQSMessage();
        record.setMessageId(id);
        record.setBody(body);
        return record;
    }

    /** With half a minute left, and empty names. */
    private static Context context() {
        return (Context) Proxy.newProxyInstance(
                Context.class.getClassLoader(), new Class<?>[] {Context.class}, (proxy, method, arguments) -> {
                    var type = method.getReturnType();
                    return type == int.class ? 30_000 : type == String.class ? "" : null;
                });
    }
}
