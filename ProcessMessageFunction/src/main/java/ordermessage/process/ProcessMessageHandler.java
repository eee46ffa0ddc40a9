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
import ordermessage.adapters.DynamoDbStoredContents;
import ordermessage.adapters.FakeStores;
import ordermessage.adapters.S3Archive;
import ordermessage.aws.SdkClients;
import ordermessage.aws.SdkClients.Limits;
import ordermessage.metrics.ServiceMetrics;
import ordermessage.ports.Index;
import ordermessage.snapstart.Priming;
import ordermessage.snapstart.SnapStart;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.lambda.powertools.logging.PowertoolsLogging;

/**
 * Stores the messages of the queue: the entry point that Lambda calls with a batch. It answers with the records that must be
 * delivered again (a partial batch response), so {@code ReportBatchItemFailures} must be on.
 */
public final class ProcessMessageHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {
    private static final Limits LIMITS = new Limits(Duration.ofSeconds(3), Index.MAX_PUT);
    private static final Priming<SQSEvent, SQSBatchResponse> PRIMING =
            new Priming<>(SQSEvent.class, SQSBatchResponse.class, List.of("process-messages.json"));

    /** The part of the invocation's time that is reserved for the answer: a timeout would fail the whole batch. */
    private static final Duration RESERVE = Duration.ofSeconds(2);

    private final BatchProcessor batches;
    private final BatchMetrics metrics;

    @SuppressWarnings("UnusedVariable") // The runtime refers to it by a weak reference only.
    private final SnapStart<SQSEvent, SQSBatchResponse> snapStart;

    /** Lambda calls this constructor. It wires the function from its environment. */
    public ProcessMessageHandler() {
        var environment = Environment.from(System.getenv());
        var clients = new SdkClients(LIMITS);
        var dynamoDb = clients.build(DynamoDbClient.builder());
        batches = new BatchProcessor(new RecordProcessor(
                new MessageStorage(
                        new DynamoDbStoredContents(dynamoDb, environment.tableName()),
                        new S3Archive(clients.build(S3Client.builder()), environment.bucketName()),
                        new DynamoDbIndex(dynamoDb, environment.tableName()),
                        Clock.systemUTC()),
                new SqsDeadLetterQueue(clients.build(SqsClient.builder()), environment.deadLetterQueueUrl()),
                Clock.systemUTC()));
        metrics = new BatchMetrics(new ServiceMetrics(environment.stackName()), environment.syntheticCompany());
        snapStart = SnapStart.register(
                this,
                clients,
                new FakeStores(),
                PRIMING,
                List.of(S3Client.class, DynamoDbClient.class, SqsClient.class));
    }

    ProcessMessageHandler(BatchProcessor batches, BatchMetrics metrics) {
        this.batches = batches;
        this.metrics = metrics;
        this.snapStart = null;
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        return PowertoolsLogging.withLogging(context, () -> {
            var batch = event.getRecords().stream().map(SqsRecords::decode).toList();
            var within = Duration.ofMillis(context.getRemainingTimeInMillis()).minus(RESERVE);
            var outcomes = batches.process(batch, within);
            metrics.record(batch, outcomes);
            return response(outcomes);
        });
    }

    private static SQSBatchResponse response(Map<String, Outcome> outcomes) {
        return new SQSBatchResponse(outcomes.entrySet().stream()
                .filter(record -> record.getValue() instanceof Outcome.Failed)
                .map(record -> new BatchItemFailure(record.getKey()))
                .toList());
    }
}
