package ordermessage.snapstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import ordermessage.acceptance.RunningService;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests what the snapshot of a published version contains, in processes that are started as Lambda starts them. */
@Tag("processes")
@ExtendWith(RunningService.Shared.class)
@ParameterizedClass
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@CsvSource({
    "PostMessageFunction, post-message.json post-message-base64.json, \"statusCode\":202 \"statusCode\":200, "
            + "AWS_ENDPOINT_URL_SQS AWS_ENDPOINT_URL_DYNAMODB, 1, 1",
    "GetMessageFunction, get-message.json, \"statusCode\":200, AWS_ENDPOINT_URL_DYNAMODB, 1, 1",
    "ListMessagesFunction, list-messages-cursor.json, \"statusCode\":200, AWS_ENDPOINT_URL_DYNAMODB, 8, 8",
    "ProcessMessageFunction, process-messages.json, \"batchItemFailures\":[], AWS_ENDPOINT_URL_S3, 1, 3"
})
@Order(1) // It takes longer than most other classes, so it starts before them.
class PrimingTest {
    private static final int FEW_CLASSES = 50;
    private static final String SAMPLE_ID = "fc0daad3-4f10-4d15-b8c6-276cca111e87";

    /** A retry policy in the DynamoDB client that no client here uses. It holds a {@code Random}. */
    private static final String UNUSED_POLICY = "software.amazon.awssdk.core.retry.backoff.FullJitterBackoffStrategy";

    @Parameter(0)
    private String function;

    /** The files of the first requests: one of each kind. */
    @Parameter(1)
    private String events;

    /** A part of each answer. */
    @Parameter(2)
    private String answers;

    /** The variables of the endpoints to which connections are open after the restore. */
    @Parameter(3)
    private String endpoints;

    @Parameter(4)
    private int connectionsToEach;

    @Parameter(5)
    private int simultaneousCalls;

    private final RunningService service;
    private SnapStartObservation observation;

    PrimingTest(RunningService service) {
        this.service = service;
    }

    @BeforeParameterizedClassInvocation(injectArguments = false)
    void observe(@TempDir Path folder) {
        service.post(RunningService.read(RunningService.project().resolve("events/sample-message.json")));
        service.awaitMessage(SAMPLE_ID);
        var requests =
                Stream.of(events.split(" ", -1)).map(PrimingTest::requestOf).toList();
        observation = SnapStartObservation.of(service, function, requests, folder);
    }

    @Test
    void theFirstRequestsAfterARestoreLoadAlmostNoClasses() {
        assertThat(observation.answers())
                .zipSatisfy(
                        List.of(answers.split(" ", -1)),
                        (answer, part) -> assertThat(answer).contains(part));
        assertThat(observation.classesInSnapshot()).isGreaterThan(3_000);
        assertThat(observation.classesOfRequests()).hasSizeLessThan(FEW_CLASSES);
    }

    /** After a full collection, the JVM would check every compiled method again in the first request. */
    @Test
    void noFullGarbageCollectionRunsBetweenPrimingAndTheSnapshot() {
        assertThat(observation.collections()).contains("Pause Young").doesNotContain("System.gc()");
    }

    @Test
    void aSnapshotContainsNoConnectionNoCredentialsAndNoUniqueValue() {
        var instances = observation.instances();
        assertThat(observation.inSnapshot()).as("connections").isEmpty();
        assertThat(instances)
                .as("credentials and sessions")
                .doesNotContainKeys(
                        "sun.security.ssl.SSLSessionImpl",
                        "software.amazon.awssdk.auth.credentials.AwsSessionCredentials",
                        "software.amazon.awssdk.auth.credentials.internal.HttpCredentialsLoader$LoadedCredentials");
        assertThat(instances).as("ids and seeds").doesNotContainKeys("java.util.UUID", "java.util.SplittableRandom");
        assertThat(instances.getOrDefault("java.util.Random", 0))
                .as("random number generators, except that of the unused retry policy")
                .isEqualTo(instances.getOrDefault(UNUSED_POLICY, 0));
    }

    @Test
    void theFirstRequestsUseTheConnectionsThatWereOpenedAfterTheRestore() {
        var opened = observation.afterRestore();
        var used = observation.afterRequests();
        assertThat(used).containsAll(opened);
        for (var endpoint : endpoints.split(" ", -1)) {
            var port = ":%04X"
                    .formatted(
                            URI.create(service.local().endpoints().variables().get(endpoint))
                                    .getPort());
            assertThat(opened)
                    .filteredOn(connection -> connection.endsWith(port))
                    .hasSize(connectionsToEach);
            assertThat(used)
                    .filteredOn(connection -> connection.endsWith(port))
                    .hasSizeLessThanOrEqualTo(simultaneousCalls);
        }
    }

    /** Returns a sample event. The plain post has a new message id, so that its message is not stored yet. */
    private static String requestOf(String event) {
        var sample =
                RunningService.read(RunningService.project().resolve("events").resolve(event));
        return event.equals("post-message.json")
                ? sample.replace(SAMPLE_ID, UUID.randomUUID().toString())
                : sample;
    }
}
