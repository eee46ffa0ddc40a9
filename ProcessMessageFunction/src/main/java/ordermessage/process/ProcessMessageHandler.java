package ordermessage.process;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import ordermessage.adapters.DynamoDbIndex;
import ordermessage.adapters.FakeStores;
import ordermessage.adapters.S3Archive;
import ordermessage.aws.SdkClients;
import ordermessage.aws.SdkClients.Limits;
import ordermessage.process.RecordProcessor.Outcome;
import ordermessage.snapstart.Priming;
import ordermessage.snapstart.SnapStart;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.lambda.powertools.logging.PowertoolsLogging;

/**
 * Stores the messages of the queue: the entry point that Lambda calls with a batch. It answers with the records that must be
 * delivered again (a partial batch response), so {@code ReportBatchItemFailures} must be on.
 */
public final class ProcessMessageHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {
    private static final Logger LOG = LoggerFactory.getLogger(ProcessMessageHandler.class);
    private static final Limits LIMITS = new Limits(Duration.ofSeconds(3), Duration.ofSeconds(8));
    private static final Priming<SQSEvent, SQSBatchResponse> PRIMING =
            new Priming<>(SQSEvent.class, SQSBatchResponse.class, List.of("process-messages.json"));

    /** The part of the invocation's time that is reserved for the answer: a timeout would fail the whole batch. */
    private static final Duration RESERVE = Duration.ofSeconds(2);

    private final BatchProcessor batches;

    @SuppressWarnings("UnusedVariable") // The runtime refers to it by a weak reference only.
    private final SnapStart<SQSEvent, SQSBatchResponse> snapStart;

    /** Lambda calls this constructor. It wires the function from its environment. */
    public ProcessMessageHandler() {
        var environment = Environment.from(System.getenv());
        var clients = new SdkClients(LIMITS);
        batches = new BatchProcessor(new RecordProcessor(
                new MessageStorage(
                        new S3Archive(clients.build(S3Client.builder()), environment.bucketName()),
                        new DynamoDbIndex(clients.build(DynamoDbClient.builder()), environment.tableName()),
                        Clock.systemUTC()),
                new SqsDeadLetterQueue(clients.build(SqsClient.builder()), environment.deadLetterQueueUrl())));
        snapStart = SnapStart.register(
                this,
                clients,
                new FakeStores(),
                PRIMING,
                List.of(S3Client.class, DynamoDbClient.class, SqsClient.class));
    }

    ProcessMessageHandler(BatchProcessor batches) {
        this.batches = batches;
        this.snapStart = null;
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        return PowertoolsLogging.withLogging(context, () -> {
            var batch = event.getRecords().stream().map(SqsRecords::decode).toList();
            var within = Duration.ofMillis(context.getRemainingTimeInMillis()).minus(RESERVE);
            return response(batches.process(batch, within));
        });
    }

    private static SQSBatchResponse response(Map<String, Outcome> outcomes) {
        var failures = outcomes.entrySet().stream()
                .filter(record -> record.getValue() == Outcome.FAILED)
                .map(record -> new BatchItemFailure(record.getKey()))
                .toList();
        LOG.info("Processed {} records, {} of them to be delivered again", outcomes.size(), failures.size());
        return new SQSBatchResponse(failures);
    }
}
