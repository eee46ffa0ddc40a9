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
 * The SDK clients of a function. They share one HTTP client and one set of credentials. Region, endpoint and credentials come
 * from the SDK's default chains: with SnapStart, a restored function gets its credentials from the container provider, which a
 * fixed environment provider would miss.
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
     * The timeouts of calls.
     *
     * @param attempt the timeout of one attempt
     * @param call the timeout of a call with all its attempts; shorter than the function's timeout, so that the function can
     *     still answer
     */
    public record Limits(Duration attempt, Duration call) {}

    /** Makes clients with these timeouts, for a function that makes one call after the other. */
    public SdkClients(Limits limits) {
        this(limits, 1);
    }

    /**
     * Makes clients with these timeouts.
     *
     * @param simultaneousCalls the number of calls that a request makes to one service at the same time
     */
    public SdkClients(Limits limits, int simultaneousCalls) {
        this.limits = limits;
        this.transport = new Transport(
                () -> Apache5HttpClient.builder()
                        .connectionTimeout(CONNECT)
                        .socketTimeout(limits.attempt())
                        .maxConnections(50)
                        // With it, each upload waits for one more round trip.
                        .expectContinueEnabled(false)
                        .build(),
                simultaneousCalls);
    }

    /** Builds a client. */
    public <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C build(B builder) {
        return build(builder, limits, ATTEMPTS);
    }

    /**
     * Builds a client for calls whose answer the caller can do without. A call makes one attempt. If the attempt fails or takes
     * longer than the timeout, the call throws an {@link SdkException}. The service may still have executed the call,
     * so this client is for reads.
     *
     * @param timeout the timeout of a call
     */
    public <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C buildWithoutRetries(
            B builder, Duration timeout) {
        return build(builder, new Limits(timeout, timeout), 1);
    }

    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C build(
            B builder, Limits limits, int attempts) {
        return builder.httpClient(transport)
                .credentialsProvider(() -> credentials.resolveCredentials())
                .overrideConfiguration(ClientOverrideConfiguration.builder()
                        .scheduledExecutorService(timers)
                        .apiCallAttemptTimeout(limits.attempt())
                        .apiCallTimeout(limits.call())
                        .retryStrategy(StandardRetryStrategy.builder()
                                .maxAttempts(attempts)
                                .retryOnException(SdkClients::isConflictOfSimultaneousWrites)
                                .build())
                        .build())
                .build();
    }

    /**
     * Redirects all calls to a fake of AWS while an action runs. The fake also gives the credentials. No connection and no
     * credentials remain afterwards.
     */
    public void redirectTo(URI fakeAws, Runnable action) {
        try (var fake = DefaultCredentialsProvider.builder().build()) {
            credentials = fake;
            transport.redirectTo(fakeAws, action);
        } finally {
            credentials = real;
        }
    }

    /**
     * Gets credentials and opens connections to each service that was called while calls were redirected, one for each of the
     * simultaneous calls, so that the first calls find them. This is for the time after a restore: a snapshot must contain
     * neither. A failure is only logged; the first call tries again.
     */
    public void connect() {
        try {
            real.resolveCredentials();
        } catch (SdkException e) {
            LOG.warn("There are no credentials yet", e);
        }
        transport.connect();
    }

    /** Returns one thread that interrupts calls at their timeout. By default, each client starts five threads. */
    private static ScheduledExecutorService timers() {
        var timers = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("timeouts").factory());
        timers.setRemoveOnCancelPolicy(true);
        return timers;
    }

    /** S3 answers 409 to simultaneous conditional writes of one key, and asks to try again (PutObject, S3 API reference). */
    private static boolean isConflictOfSimultaneousWrites(Throwable failure) {
        return failure instanceof AwsServiceException answer && answer.statusCode() == HttpURLConnection.HTTP_CONFLICT;
    }
}
