package ordermessage.local.engine;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/** The engines of one local stack. */
public record Engines(Engine sqs, Engine dynamoDb, Engine s3) implements AutoCloseable {
    /**
     * Starts the three at once, and returns when all serve; when one fails, none is left running.
     *
     * @param region the Region in the queues' ARNs
     * @param dynamoDbKind which server stands in for DynamoDB
     * @throws ordermessage.local.process.PortTaken when something else listens on one of the ports
     * @throws EngineFailed when one does not start
     */
    public static Engines start(
            String region, EngineKind dynamoDbKind, EngineSettings sqs, EngineSettings dynamoDb, EngineSettings s3) {
        var queues = starting(new ElasticMq(region), sqs);
        var tables = starting(dynamoDbKind, dynamoDb);
        var buckets = starting(new S3Proxy(), s3);
        try {
            return new Engines(queues.join(), tables.join(), buckets.join());
        } catch (CompletionException failure) {
            Stream.of(queues, tables, buckets).forEach(Engines::end);
            throw failure.getCause() instanceof RuntimeException cause ? cause : failure;
        }
    }

    /** Ends all three in peace, at once. */
    @Override
    public void close() {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            Stream.of(sqs, dynamoDb, s3).forEach(engine -> executor.execute(engine::close));
        }
    }

    private static CompletableFuture<Engine> starting(EngineKind kind, EngineSettings place) {
        return CompletableFuture.supplyAsync(() -> Engine.start(kind, place), Thread::startVirtualThread);
    }

    private static void end(CompletableFuture<Engine> starting) {
        starting.handle((engine, failure) -> {
                    if (engine != null) {
                        engine.close();
                    }
                    return failure;
                })
                .join();
    }
}
