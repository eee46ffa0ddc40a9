package ordermessage.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import ordermessage.snapstart.FakeAws;
import ordermessage.snapstart.FakeAws.Call;
import ordermessage.snapstart.FakeAws.Reply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

class SdkClientsTest {
    private final Queue<Call> asked = new ConcurrentLinkedQueue<>();
    private final Queue<Call> redirected = new ConcurrentLinkedQueue<>();

    /** In place of AWS, and giving credentials as it does. */
    private final FakeAws aws = new FakeAws(call -> taken(call, asked));

    private final SdkClients clients =
            new SdkClients(new SdkClients.Limits(Duration.ofSeconds(5), Duration.ofSeconds(9)));
    private final S3Client s3 =
            clients.build(S3Client.builder().region(Region.of("local")).endpointOverride(aws.address()));

    @AfterEach
    void end() {
        aws.close();
    }

    @Test
    void redirectedCallsReachTheFakeAlone() {
        try (var fakeAws = new FakeAws(call -> taken(call, redirected))) {
            clients.redirectTo(fakeAws.address(), this::put);
        }

        assertThat(redirected).hasSize(1);
        assertThat(asked).isEmpty();
    }

    @Test
    void afterARedirectCallsGoToAwsAgain() {
        var credentials = System.getProperty("aws.containerCredentialsFullUri");
        try (var fakeAws = new FakeAws(call -> taken(call, redirected))) {
            clients.redirectTo(fakeAws.address(), this::put);
        }
        System.setProperty("aws.containerCredentialsFullUri", credentials);

        put();

        assertThat(redirected).hasSize(1);
        assertThat(asked).hasSize(1);
    }

    @Test
    void aSmallBodyIsSentWithoutAskingFirst() {
        put();

        assertThat(asked).extracting(Call::head).noneMatch(head -> head.contains("Expect:"));
        assertThat(List.copyOf(asked).getFirst().body()).contains("text");
    }

    @Test
    void aFailedCallOfAClientWithoutRetriesIsNotRepeated() {
        try (var failing = new FakeAws(call -> failed(call, asked))) {
            var once = clients.buildWithoutRetries(
                    S3Client.builder().region(Region.of("local")).endpointOverride(failing.address()),
                    Duration.ofSeconds(5));

            assertThatThrownBy(() -> once.headBucket(request -> request.bucket("bucket")))
                    .isInstanceOf(SdkException.class);
        }
        assertThat(asked).hasSize(1);
    }

    /** Otherwise a caller that expects failures of the SDK would fail itself. */
    @Test
    void aTimeoutIsAlwaysAnSdkException() {
        var client = clients.buildWithoutRetries(
                S3Client.builder().region(Region.of("local")).endpointOverride(aws.address()), Duration.ofSeconds(5));
        List<Future<Throwable>> calls;
        try (var threads = Executors.newFixedThreadPool(8)) {
            calls = IntStream.range(0, 2_000)
                    .mapToObj(i -> threads.submit(() -> failureOfCall(client, Duration.ofNanos(1 + 1_000L * i))))
                    .toList();
        }

        assertThat(calls)
                .extracting(Future::resultNow)
                .filteredOn(Objects::nonNull)
                .isNotEmpty()
                .allSatisfy(failure -> assertThat(failure).isInstanceOf(SdkException.class));
    }

    /** Returns the exception of a call with this timeout; null if the call succeeds. */
    private static Throwable failureOfCall(S3Client client, Duration timeout) {
        return catchThrowable(() -> client.headBucket(request -> request.bucket("bucket")
                .overrideConfiguration(
                        settings -> settings.apiCallAttemptTimeout(timeout).apiCallTimeout(timeout))));
    }

    private void put() {
        s3.putObject(request -> request.bucket("bucket").key("key"), RequestBody.fromString("text"));
    }

    private static Reply failed(Call call, Queue<Call> calls) {
        calls.add(call);
        return new Reply(503, "application/xml", "");
    }

    private static Reply taken(Call call, Queue<Call> calls) {
        calls.add(call);
        return new Reply(200, "application/xml", "");
    }
}
