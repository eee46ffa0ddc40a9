package ordermessage.local.engine;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The engines of one local stack. */
public final class Engines implements AutoCloseable {
    private final Engine sqs;
    private final Engine dynamoDb;
    private final Engine s3;

    private Engines(Engine sqs, Engine dynamoDb, Engine s3) {
        this.sqs = sqs;
        this.dynamoDb = dynamoDb;
        this.s3 = s3;
    }

    /**
     * Starts the three engines at the same time, and returns when all are ready. When one does not start, the others
     * are ended.
     *
     * @param region the Region in the queues' ARNs
     * @param dynamoDbKind the engine that stands in for DynamoDB
     * @throws ordermessage.local.process.PortTakenException when one of the ports is in use
     * @throws EngineFailedException when an engine does not start
     */
    public static Engines start(
            String region, EngineKind dynamoDbKind, EngineSettings sqs, EngineSettings dynamoDb, EngineSettings s3) {
        var queues = starting(new ElasticMq(region), sqs);
        var tables = starting(dynamoDbKind, dynamoDb);
        var buckets = starting(new S3Proxy(), s3);
        try {
            return new Engines(queues.join(), tables.join(), buckets.join());
        } catch (CompletionException e) {
            Stream.of(queues, tables, buckets).forEach(starting -> end(starting, Engine::close));
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** Returns the engine that stands in for SQS. */
    public Engine sqs() {
        return sqs;
    }

    /** Returns the engine that stands in for DynamoDB. */
    public Engine dynamoDb() {
        return dynamoDb;
    }

    /** Returns the engine that stands in for S3. */
    public Engine s3() {
        return s3;
    }

    /** Shuts the three engines down at the same time, and returns when all have ended. */
    @Override
    public void close() {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            Stream.of(sqs, dynamoDb, s3).forEach(engine -> executor.execute(engine::close));
        }
    }

    /** Waits until the engines have started, and ends them. If they did not start, they have already ended. */
    public static void end(CompletableFuture<Engines> starting) {
        end(starting, Engines::close);
    }

    private static CompletableFuture<Engine> starting(EngineKind kind, EngineSettings settings) {
        return CompletableFuture.supplyAsync(() -> Engine.start(kind, settings), Thread::startVirtualThread);
    }

    /** Waits until a start has ended, and ends what was started. Does nothing if the start has failed. */
    private static <T> void end(CompletableFuture<T> starting, Consumer<T> close) {
        starting.handle((started, failure) -> {
                    if (started != null) {
                        close.accept(started);
                    }
                    return failure;
                })
                .join();
    }
}
