package ordermessage.stores;

import java.io.PrintStream;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import ordermessage.adapters.DynamoDbIndex;
import ordermessage.adapters.DynamoDbIndexedMessages;
import ordermessage.operator.CommandHttpClient;
import ordermessage.operator.StackOutputs;
import ordermessage.operator.UsageException;
import ordermessage.ports.StorageUnavailableException;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The commands {@code make audit}, {@code make rebuild-index} and {@code make erase}. They work on the stores of
 * {@code make run}, or on those of the AWS stack that {@code STACK} names, with the SDK's default credentials and Region.
 */
public final class Main {
    /** The exit code when there is nothing to report. */
    static final int CLEAN = 0;

    /** The exit code when there are findings. */
    static final int FINDINGS = 1;

    /** The exit code when a variable is missing or not valid. */
    static final int USAGE = 2;

    /** The exit code when a store did not answer, so that the command could not finish. */
    static final int NOT_FINISHED = 3;

    /** With the waits of the SDK's standard mode, a call that is throttled is tried for up to about a minute. */
    private static final int ATTEMPTS = 8;

    private final Map<String, String> environment;
    private final PrintStream out;
    private final PrintStream errors;
    private final Report report;
    private final Progress progress;

    Main(Map<String, String> environment, PrintStream out, PrintStream errors) {
        this.environment = environment;
        this.out = out;
        this.errors = errors;
        this.report = new Report(out);
        this.progress = new Progress(report, Clock.systemUTC());
    }

    /** Runs the command that the one argument names, and ends the JVM with the command's exit code. */
    public static void main(String[] arguments) {
        var main = new Main(System.getenv(), System.out, System.err);
        // It also runs after Ctrl-C.
        Runtime.getRuntime().addShutdownHook(new Thread(main.progress::printIfStopped));
        System.exit(main.exitCode(arguments[0]));
    }

    private int exitCode(String command) {
        try {
            StackOutputs.requireName(environment);
            return run(command);
        } catch (UsageException e) {
            return fail(USAGE, e.getMessage());
        } catch (StorageUnavailableException e) {
            return fail(NOT_FINISHED, noAnswer(e.getCause()));
        } catch (SdkException e) {
            return fail(NOT_FINISHED, noAnswer(e));
        }
    }

    private int run(String command) {
        try (var s3 = client(S3Client.builder());
                var dynamoDb = client(DynamoDbClient.builder())) {
            return command.equals("erase") ? erase(s3, dynamoDb) : run(command, s3, dynamoDb);
        }
    }

    private int erase(S3Client s3, DynamoDbClient dynamoDb) {
        try (var sqs = client(SqsClient.builder())) {
            return new Erasure(environment, s3, dynamoDb, sqs, out).run() ? CLEAN : FINDINGS;
        }
    }

    int run(String command, S3Client s3, DynamoDbClient dynamoDb) {
        var settings = Settings.of(environment);
        var stack = StackOutputs.of(environment);
        var table = table(stack);
        var archive = new ArchiveBucket(s3, stack.value("BucketName"));
        var pace = new PacedWork(settings.rate());
        var objects = new ArchivePass(archive, pace, progress);
        var newObjects = new NewObjects(Instant.now(), settings.margin());

        progress.begin(settings.from());
        switch (command) {
            case "audit" -> {
                var entries = new IndexPass(dynamoDb, table, pace, progress);
                var audit = new Audit(archive, new IndexTable(dynamoDb, table), newObjects, report);
                audit.run(objects, entries, settings);
                report.line("%d objects and %d entries read".formatted(progress.objects(), progress.entries()));
                audit.notes().forEach(report::line);
                newObjects.notes().forEach(report::line);
                report.printCounts(EnumSet.allOf(FindingKind.class));
            }
            case "rebuild-index" -> {
                var rebuild = new Rebuild(
                        archive,
                        new DynamoDbIndexedMessages(dynamoDb, table),
                        new DynamoDbIndex(dynamoDb, table),
                        newObjects,
                        report);
                var added = rebuild.run(objects, settings);
                report.line("%d objects read, %d entries added".formatted(progress.objects(), added));
                newObjects.notes().forEach(report::line);
                report.printCounts(Rebuild.KINDS);
            }
            default -> throw new IllegalArgumentException(command);
        }
        progress.end();
        return report.isClean() ? CLEAN : FINDINGS;
    }

    private String table(StackOutputs stack) {
        var table = Optional.ofNullable(environment.get("TABLE")).orElseGet(() -> stack.value("TableName"));
        if (table.isBlank()) {
            throw new UsageException("TABLE is empty: give the name of the table, or leave it out");
        }
        return table;
    }

    private int fail(int code, String message) {
        errors.println(message);
        return code;
    }

    private static String noAnswer(Throwable failure) {
        return "A store does not answer (does make run still run? are credentials and Region right?): "
                + failure.getMessage();
    }

    private static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(B builder) {
        return builder.httpClientBuilder(CommandHttpClient.builder())
                .overrideConfiguration(calls -> calls.retryStrategy(AwsRetryStrategy.standardRetryStrategy().toBuilder()
                        .maxAttempts(ATTEMPTS)
                        .build()))
                .build();
    }
}
