package ordermessage.aws;

import java.net.HttpURLConnection;
import java.time.Duration;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.retries.StandardRetryStrategy;

/**
 * How every client of the SDK is built. Region, endpoint and credentials come from the SDK's default chains: SnapStart
 * hands credentials to the restored function by the container provider, which a fixed environment provider would miss.
 */
public final class SdkClient {
    private static final Duration CONNECT = Duration.ofSeconds(1);
    private static final int ATTEMPTS = 3;

    private SdkClient() {}

    /**
     * A client with our settings.
     *
     * @param attempt how long one try of a call may take
     * @param call how long a call may take with all its tries; shorter than the function's time-out, so that the caller
     *     hears of the failure
     */
    public static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C build(
            B builder, Duration attempt, Duration call) {
        return builder.httpClientBuilder(Apache5HttpClient.builder()
                        .connectionTimeout(CONNECT)
                        .socketTimeout(attempt)
                        .maxConnections(50))
                .overrideConfiguration(ClientOverrideConfiguration.builder()
                        .apiCallAttemptTimeout(attempt)
                        .apiCallTimeout(call)
                        .retryStrategy(StandardRetryStrategy.builder()
                                .maxAttempts(ATTEMPTS)
                                .retryOnException(SdkClient::isConflictOfSimultaneousWrites)
                                .build())
                        .build())
                .build();
    }

    /** S3 answers 409 when two conditional writes of one key meet, and asks to try again (PutObject, API reference). */
    private static boolean isConflictOfSimultaneousWrites(Throwable failure) {
        return failure instanceof AwsServiceException answer && answer.statusCode() == HttpURLConnection.HTTP_CONFLICT;
    }
}
