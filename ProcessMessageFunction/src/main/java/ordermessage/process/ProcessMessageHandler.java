package ordermessage.process;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import ordermessage.aws.SdkClient;
import ordermessage.lambda.Primed;
import ordermessage.process.RecordProcessor.Outcome;
import ordermessage.store.DynamoDbIndex;
import ordermessage.store.S3Archive;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.warmup.SdkWarmUp;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.lambda.powertools.logging.PowertoolsLogging;

/**
 * Stores what waits in the queue: the entry point that Lambda calls with a batch. It answers with the records that must
 * come again (a partial batch response), so {@code ReportBatchItemFailures} has to be on.
 */
public final class ProcessMessageHandler implements RequestHandler<SQSEvent, SQSBatchResponse>, Primed {
    private static final Logger LOG = LoggerFactory.getLogger(ProcessMessageHandler.class);
    private static final Duration ATTEMPT = Duration.ofSeconds(3);
    private static final Duration CALL = Duration.ofSeconds(8);

    /** What is kept back of the invocation's time to answer in: a time-out would give back the whole batch. */
    private static final Duration RESERVE = Duration.ofSeconds(2);

    private final BatchProcessor batches;

    /** What Lambda calls: wires the function from its environment. */
    public ProcessMessageHandler() {
        this(Environment.from(System.getenv()));
    }

    private ProcessMessageHandler(Environment environment) {
        this(new BatchProcessor(new RecordProcessor(
                new MessageStorage(
                        new S3Archive(SdkClient.build(S3Client.builder(), ATTEMPT, CALL), environment.bucketName()),
                        new DynamoDbIndex(
                                SdkClient.build(DynamoDbClient.builder(), ATTEMPT, CALL), environment.tableName()),
                        Clock.systemUTC()),
                new SqsDeadLetterQueue(
                        SdkClient.build(SqsClient.builder(), ATTEMPT, CALL), environment.deadLetterQueueUrl()))));
    }

    ProcessMessageHandler(BatchProcessor batches) {
        this.batches = batches;
        Primed.beforeSnapshot(this);
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

    @Override
    public void prime() {
        SdkWarmUp.warmUp(S3Client.class);
        SdkWarmUp.warmUp(DynamoDbClient.class);
        SdkWarmUp.warmUp(SqsClient.class);
    }
}
