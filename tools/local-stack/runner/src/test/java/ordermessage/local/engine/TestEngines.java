package ordermessage.local.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import ordermessage.local.Options;
import ordermessage.local.ProjectFolder;
import ordermessage.local.download.DynoxidePackage;
import ordermessage.local.download.NpmClient;
import ordermessage.local.download.NpmRegistry;
import ordermessage.local.download.PackageCache;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Makes settings and clients of engines for tests. */
public final class TestEngines {
    public static final String REGION = "local";

    private static boolean archivesRecorded;

    private TestEngines() {}

    /**
     * Lets the engines that are Java programs record their class archives, before tests start them many times. Without an
     * archive, a start takes twice the processor time. The engines get requests before, so the archives contain the classes
     * that serve them.
     */
    public static synchronized void recordArchives() {
        if (archivesRecorded) {
            return;
        }
        try {
            var folder = Files.createTempDirectory(Path.of("target"), "archives");
            try (var sqs = Engine.start(
                            new ElasticMq(REGION), ofProject(Files.createDirectory(folder.resolve("sqs")), 0));
                    var s3 = Engine.start(new S3Proxy(), ofProject(Files.createDirectory(folder.resolve("s3")), 0))) {
                callSqs(sqs);
                callS3(s3);
                archivesRecorded = true;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void callSqs(Engine engine) {
        try (var sqs = client(SqsClient.builder(), engine)) {
            var queue = sqs.createQueue(request -> request.queueName("queue")).queueUrl();
            sqs.sendMessage(request -> request.queueUrl(queue)
                    .messageBody("{}")
                    .messageAttributes(Map.of(
                            "name",
                            MessageAttributeValue.builder()
                                    .dataType("String")
                                    .stringValue("value")
                                    .build())));
            var message = sqs.receiveMessage(request -> request.queueUrl(queue)
                            .waitTimeSeconds(20)
                            .messageSystemAttributeNames(MessageSystemAttributeName.ALL)
                            .messageAttributeNames("All"))
                    .messages()
                    .getFirst();
            sqs.deleteMessage(request -> request.queueUrl(queue).receiptHandle(message.receiptHandle()));
            sqs.getQueueAttributes(request -> request.queueUrl(queue).attributeNames(QueueAttributeName.ALL));
        }
    }

    private static void callS3(Engine engine) {
        try (var s3 = client(S3Client.builder().forcePathStyle(true), engine)) {
            s3.createBucket(request -> request.bucket("bucket"));
            s3.putObject(request -> request.bucket("bucket").key("a/b").ifNoneMatch("*"), RequestBody.fromString("{}"));
            s3.getObjectAsBytes(request -> request.bucket("bucket").key("a/b"));
            s3.listObjectsV2(request -> request.bucket("bucket"));
        }
    }

    /**
     * Returns settings of an engine of this project.
     *
     * @param port the port to listen on; 0 for any free port
     */
    public static EngineSettings settings(Path data, int port) {
        recordArchives();
        return ofProject(data, port);
    }

    private static EngineSettings ofProject(Path data, int port) {
        return settings(ProjectFolder.engines(ProjectFolder.current()), data, port);
    }

    static EngineSettings settings(Path modules, Path data, int port) {
        return new EngineSettings(
                modules, InetAddress.getLoopbackAddress(), port, data, System.out::println, System.out::println);
    }

    /** Returns the DynamoDB engine. Uses the package cache of {@code make run}. */
    public static Dynoxide dynoxide(Path folder) {
        var cache = new PackageCache(
                Options.builder(folder, folder).build().packages(),
                List.of(new NpmClient(), new NpmRegistry()),
                System.out::println);
        return new Dynoxide(new DynoxidePackage(cache).unpack(folder.resolve("bin")));
    }

    /**
     * Returns a client as a function has it: with default settings, the local endpoint and made-up session credentials.
     */
    public static <B extends AwsClientBuilder<B, C>, C> C client(B builder, Engine engine) {
        return builder.region(Region.of(REGION))
                .endpointOverride(engine.endpoint())
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsSessionCredentials.create("local", "local", "local")))
                .build();
    }
}
