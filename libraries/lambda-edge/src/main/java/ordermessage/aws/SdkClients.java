package ordermessage.aws;

import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.retries.StandardRetryStrategy;

/**
 * The clients of a function: they share one HTTP client and one set of credentials. Region, endpoint and credentials
 * come from the SDK's default chains: SnapStart hands credentials to the restored function by the container provider,
 * which a fixed environment provider would miss.
 */
public final class SdkClients {
    private static final Logger LOG = LoggerFactory.getLogger(SdkClients.class);
    private static final Duration CONNECT = Duration.ofSeconds(1);
    private static final int ATTEMPTS = 3;

    private final Limits limits;
    private final Transport transport;
    private final ScheduledExecutorService timers = timers();
    private final AwsCredentialsProvider real =
            DefaultCredentialsProvider.builder().build();
    private volatile AwsCredentialsProvider credentials = real;

    /**
     * How long calls may take.
     *
     * @param attempt one try of a call
     * @param call a call with all its tries; shorter than the function's time-out, so that the caller hears of the
     *     failure
     */
    public record Limits(Duration attempt, Duration call) {}

    public SdkClients(Limits limits) {
        this.limits = limits;
        this.transport = new Transport(() -> Apache5HttpClient.builder()
                .connectionTimeout(CONNECT)
                .socketTimeout(limits.attempt())
                .maxConnections(50)
                // Asking whether a body of at most 1 MiB may be sent costs a round trip before each object.
                .expectContinueEnabled(false)
                .build());
    }

    public <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C build(B builder) {
        return builder.httpClient(transport)
                .credentialsProvider(() -> credentials.resolveCredentials())
                .overrideConfiguration(ClientOverrideConfiguration.builder()
                        .scheduledExecutorService(timers)
                        .apiCallAttemptTimeout(limits.attempt())
                        .apiCallTimeout(limits.call())
                        .retryStrategy(StandardRetryStrategy.builder()
                                .maxAttempts(ATTEMPTS)
                                .retryOnException(SdkClients::isConflictOfSimultaneousWrites)
                                .build())
                        .build())
                .build();
    }

    /**
     * Lets the clients call an fakeAws for a while, in place of AWS and with the credentials that it gives. Neither
     * a connection nor credentials are left of it.
     */
    public void rehearse(URI fakeAws, Runnable play) {
        try (var played = DefaultCredentialsProvider.builder().build()) {
            credentials = played;
            transport.redirectTo(fakeAws, play);
        } finally {
            credentials = real;
        }
    }

    /**
     * Asks for credentials, and connects to where the rehearsal would have called, so that the first call need not. Neither
     * is done before the snapshot, which would hold it. What is not to be had now, the first call asks for again,
     * and fails by itself.
     */
    public void connect() {
        try {
            real.resolveCredentials();
        } catch (SdkException none) {
            LOG.warn("There are no credentials yet", none);
        }
        transport.connect();
    }

    /** One thread that interrupts calls which take too long. By itself each client would start five. */
    private static ScheduledExecutorService timers() {
        var timers = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("time-outs").factory());
        timers.setRemoveOnCancelPolicy(true);
        return timers;
    }

    /** S3 answers 409 when two conditional writes of one key meet, and asks to try again (PutObject, API reference). */
    private static boolean isConflictOfSimultaneousWrites(Throwable failure) {
        return failure instanceof AwsServiceException answer && answer.statusCode() == HttpURLConnection.HTTP_CONFLICT;
    }
}
