package ordermessage.adapters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import ordermessage.aws.SdkClients;
import ordermessage.message.Message;
import ordermessage.ports.StorageUnavailableException;
import ordermessage.ports.UnreadableContentException;
import ordermessage.snapstart.FakeAws;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** Tests answers of S3 that the local engine does not give. The acceptance tests cover the others. */
class S3ArchiveTest {
    private static final Message MESSAGE = Message.read("""
            {"metadata":{"message_time":"2023-12-10T22:02:38Z","company_id":"e0721e56-fb09-4273-ae74-7bcbc92d43eb",\
            "message_id":"fc0daad3-4f10-4d15-b8c6-276cca111e87"},"data":{"order_amount":20}}""");

    private final Deque<Integer> answers = new ArrayDeque<>();
    private String object = MESSAGE.text();
    private final List<String> requests = new ArrayList<>();
    private final FakeAws server = new FakeAws(this::answer);
    private final S3Archive archive = new S3Archive(
            new SdkClients(new SdkClients.Limits(Duration.ofSeconds(5), Duration.ofSeconds(20)))
                    .build(S3Client.builder().region(Region.of("local")).endpointOverride(server.address())),
            "bucket");

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aPutThatConflictsWithAnotherPutIsRetried() {
        answers.addAll(List.of(409, 200));
        assertThat(archive.putIfAbsent(MESSAGE)).isEqualTo(MESSAGE);
        assertThat(requests).containsExactly("PUT if it is new", "PUT if it is new");
    }

    @Test
    void aPutWhoseAnswerWasLostReturnsTheStoredContent() {
        answers.addAll(List.of(500, 412, 200));
        assertThat(archive.putIfAbsent(MESSAGE)).isEqualTo(MESSAGE);
        assertThat(requests).containsExactly("PUT if it is new", "PUT if it is new", "GET");
    }

    @Test
    void anyOtherErrorMeansThatTheStorageIsUnavailable() {
        answers.addAll(List.of(403));
        assertThatThrownBy(() -> archive.putIfAbsent(MESSAGE)).isInstanceOf(StorageUnavailableException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"not json", "", "[]", "{\"metadata\":{},\"data\":{}}"})
    void anObjectThatIsNotAMessageIsNotTriedAgain(String content) {
        object = content;
        answers.addAll(List.of(412, 200));
        assertThatThrownBy(() -> archive.putIfAbsent(MESSAGE)).isInstanceOf(UnreadableContentException.class);
    }

    private FakeAws.Reply answer(FakeAws.Call call) {
        var isPut = call.line().startsWith("PUT ");
        requests.add((isPut ? "PUT" : "GET") + (call.head().contains("If-None-Match: *\n") ? " if it is new" : ""));
        return new FakeAws.Reply(answers.remove(), "application/json", isPut ? "" : object);
    }
}
