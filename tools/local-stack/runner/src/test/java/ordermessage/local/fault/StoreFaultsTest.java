package ordermessage.local.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import ordermessage.local.redirect.CallRedirect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ThrottlingException;

class StoreFaultsTest {
    private static final URI DYNAMODB = URI.create("http://127.0.0.1:8001");
    private static final URI S3 = URI.create("http://127.0.0.1:9001");

    @TempDir
    Path data;

    private final List<String> throttled = new ArrayList<>();

    @Test
    void aFaultIsOnFromTheMomentInWhichItIsSwitchedOnUntilItIsSwitchedOff() {
        try (var faults = faults()) {
            assertThat(faults.isOn(StoreFault.TABLE_THROTTLED)).isFalse();

            faults.switchOn(StoreFault.TABLE_THROTTLED);
            assertThat(faults.isOn(StoreFault.TABLE_THROTTLED)).isTrue();
            assertThat(faults.isOn(StoreFault.ARCHIVE_SLOW)).isFalse();
            assertThat(CallRedirect.file(folder(), 8001)).content().endsWith(" DeleteItem PutItem UpdateItem");

            faults.switchOff(StoreFault.TABLE_THROTTLED);
            assertThat(faults.isOn(StoreFault.TABLE_THROTTLED)).isFalse();
            assertThat(folder()).isEmptyDirectory();
        }
    }

    @Test
    void theSdkRetriesAfterTheThrottlingAnswer() throws IOException {
        try (var faults = faults()) {
            faults.switchOn(StoreFault.TABLE_THROTTLED);
            var address = Files.readString(CallRedirect.file(folder(), 8001)).split(" ", 2)[0];
            try (var client = client(address)) {
                var failure = catchThrowableOfType(
                        ThrottlingException.class,
                        () -> client.putItem(
                                request -> request.tableName("t").item(Map.of("id", AttributeValue.fromS("1")))));

                assertThat(failure.statusCode()).isEqualTo(400);
                assertThat(failure.isThrottlingException()).isTrue();
                assertThat(failure.numAttempts()).isEqualTo(2);
                assertThat(throttled).containsExactly("t", "t");
            }
        }
    }

    @Test
    void noFaultIsOnAfterTheEndOfAStackOrAfterTheStartOfTheNext() throws IOException {
        try (var faults = faults()) {
            faults.switchOn(StoreFault.ARCHIVE_SLOW);
        }
        assertThat(folder()).isEmptyDirectory();
        Files.writeString(CallRedirect.file(folder(), 9324), "http://127.0.0.1:1");

        try (var faults = faults()) {
            assertThat(faults.isOn(StoreFault.ARCHIVE_SLOW)).isFalse();
            assertThat(folder()).isEmptyDirectory();
        }
    }

    private StoreFaults faults() {
        return new StoreFaults(folder(), DYNAMODB, S3, throttled::add);
    }

    private Path folder() {
        return data.resolve("redirects");
    }

    private static DynamoDbClient client(String address) {
        return DynamoDbClient.builder()
                .region(Region.of("local"))
                .endpointOverride(URI.create(address))
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .overrideConfiguration(settings -> settings.retryStrategy(
                        StandardRetryStrategy.builder().maxAttempts(2).build()))
                .build();
    }
}
