package ordermessage.local.provision;

import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/** SDK clients for the local engines. */
public final class EngineClients implements AutoCloseable {
    private static final AwsCredentialsProvider CREDENTIALS =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local"));

    private final SdkHttpClient http;
    private final SqsClient sqs;
    private final DynamoDbClient dynamoDb;
    private final S3Client s3;

    /** Creates clients. The engines need not run yet. */
    public EngineClients(URI sqs, URI dynamoDb, URI s3) {
        // The timeout is longer than the longest poll. Each poller keeps a connection open all the time.
        this.http = Apache5HttpClient.builder()
                .socketTimeout(Duration.ofSeconds(60))
                .maxConnections(500)
                .build();
        // ElasticMQ checks no signature, and the consumer of the queue would spend an eighth of its time on signing.
        this.sqs = local(SqsClient.builder().httpClient(http), sqs)
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .build();
        this.dynamoDb =
                local(DynamoDbClient.builder().httpClient(http), dynamoDb).build();
        this.s3 = local(S3Client.builder().httpClient(http).forcePathStyle(true), s3)
                .build();
    }

    /** Returns the client for the queues. */
    public SqsClient sqs() {
        return sqs;
    }

    /** Returns the client for the tables. */
    public DynamoDbClient dynamoDb() {
        return dynamoDb;
    }

    /** Returns the client for the buckets. */
    public S3Client s3() {
        return s3;
    }

    private static <B extends AwsClientBuilder<B, C>, C> B local(B builder, URI endpoint) {
        return builder.region(Region.of(LocalNames.REGION))
                .credentialsProvider(CREDENTIALS)
                .endpointOverride(endpoint);
    }

    @Override
    public void close() {
        sqs.close();
        dynamoDb.close();
        s3.close();
        http.close();
    }
}
