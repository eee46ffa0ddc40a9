package ordermessage.stores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import ordermessage.operator.UsageException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteMarkerEntry;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.ObjectVersion;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchResponse;
import software.amazon.awssdk.services.sqs.model.DeleteMessageRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageResponse;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesResponse;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;

/**
 * Tests the erasure with clients that answer from memory: the engine of {@code make run} for S3 has no versions. An acceptance
 * test erases from the engines.
 */
class ErasureTest {
    private static final String COMPANY = "e0721e56-fb09-4273-ae74-7bcbc92d43eb";
    private static final String ID = "fc0daad3-4f10-4d15-b8c6-276cca111e87";
    private static final String KEY = COMPANY + "/" + ID + ".json";
    private static final String OTHER_KEY = KEY + ".bak";

    /** The stores in the order in which something was deleted from them. */
    private final Set<String> deletedFrom = new LinkedHashSet<>();

    private final Bucket bucket = new Bucket();
    private final Table table = new Table();
    private final Queues queues = new Queues();
    private String output;

    @BeforeEach
    void fillTheStores() {
        bucket.versions.addAll(List.of(
                version(KEY, "3"),
                version(KEY, "2"),
                version(KEY, "1"),
                version(OTHER_KEY, "1"),
                version(OTHER_KEY, "2")));
        bucket.markers.addAll(List.of(marker(KEY, "5"), marker(KEY, "4"), marker(OTHER_KEY, "3")));
        table.items.add(Map.of("message_id", ID, "company_id", COMPANY));
        table.items.add(Map.of("message_id", ID, "company_id", "another"));
        queues.deadLetters.addAll(List.of(
                letter("1", COMPANY, ID),
                letter("2", COMPANY, "another"),
                letter("3", "another", ID),
                letter("4", "", "")));
    }

    @Test
    void withoutAConfirmationThePartsAreShownAndNothingIsErased() {
        assertThat(run(Map.of())).isTrue();

        assertThat(output).isEqualTo("""
                message            %s
                bucket             versions: 3, delete markers: 2
                table              entries: 1
                dead-letter queue  messages: 1
                queue              messages of any company: 0
                Nothing was erased. CONFIRM=yes erases it.
                """.formatted(KEY));
        assertThat(bucket.versions).hasSize(5);
        assertThat(bucket.markers).hasSize(3);
        assertThat(table.items).hasSize(2);
        assertThat(queues.deadLetters).hasSize(4);
    }

    @Test
    void anErasureDeletesEveryPartOfTheMessageAndNoOtherMessage() {
        assertThat(run(Map.of("CONFIRM", "yes"))).isTrue();

        assertThat(output).endsWith("Erased.\n");
        assertThat(bucket.versions).extracting(ObjectVersion::key).containsOnly(OTHER_KEY);
        assertThat(bucket.versions).hasSize(2);
        assertThat(bucket.markers).extracting(DeleteMarkerEntry::key).containsExactly(OTHER_KEY);
        assertThat(table.items).containsExactly(Map.of("message_id", ID, "company_id", "another"));
        assertThat(queues.deadLetters).extracting(Message::messageId).containsExactly("2", "3", "4");
    }

    /** The entry names the object, so it must not be left without one. A dead letter can be stored again. */
    @Test
    void theDeadLetterIsErasedFirstThenTheEntryAndThenTheObject() {
        run(Map.of("CONFIRM", "yes"));

        assertThat(deletedFrom).containsExactly("dead-letter queue", "table", "bucket");
    }

    @Test
    void idsCanBeInAnyCase() {
        var upper = Map.of("COMPANY_ID", COMPANY.toUpperCase(Locale.ROOT), "CONFIRM", "yes");

        assertThat(run(upper)).isTrue();

        assertThat(table.items).hasSize(1);
    }

    @Test
    void erasingAnErasedMessageAgainIsNotAnError() {
        run(Map.of("CONFIRM", "yes"));

        assertThat(run(Map.of("CONFIRM", "yes"))).isTrue();
        assertThat(run(Map.of())).isTrue();

        assertThat(output).endsWith("There is nothing to erase.\n");
    }

    @Test
    void aMessageInTheQueueCanComeBackSoTheCommandIsNotDone() {
        queues.waiting = 2;
        queues.inFlight = 1;

        assertThat(run(Map.of("CONFIRM", "yes"))).isFalse();

        assertThat(output).contains("3 messages are in the queue. If it is one of them, it will be stored again");
        assertThat(table.items).hasSize(1);
    }

    @Test
    void aMessageThatIsStoredAgainDuringTheErasureIsReported() {
        table.isFilledAgain = true;

        assertThat(run(Map.of("CONFIRM", "yes"))).isFalse();

        assertThat(output)
                .contains("The message was erased, but these parts exist again:")
                .contains("entries: 1\n");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "absent",
            value = {
                "COMPANY_ID, absent, COMPANY_ID is not a UUID",
                "COMPANY_ID, '', COMPANY_ID is not a UUID",
                "COMPANY_ID, *, COMPANY_ID is not a UUID",
                "MESSAGE_ID, absent, MESSAGE_ID is not a UUID",
                "MESSAGE_ID, '', MESSAGE_ID is not a UUID",
                "MESSAGE_ID, fc0daad3, MESSAGE_ID is not a UUID",
                "CONFIRM, '', CONFIRM is not yes",
                "CONFIRM, no, CONFIRM is not yes"
            })
    void aVariableThatIsNotValidErasesNothing(String variable, String value, String message) {
        var environment = environment();
        environment.put("CONFIRM", "yes");
        if (value == null) {
            environment.remove(variable);
        } else {
            environment.put(variable, value);
        }

        assertThatThrownBy(() -> erase(environment))
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith(message);

        assertThat(table.items).hasSize(2);
    }

    private boolean run(Map<String, String> settings) {
        var environment = environment();
        environment.putAll(settings);
        return erase(environment);
    }

    private boolean erase(Map<String, String> environment) {
        var text = new ByteArrayOutputStream();
        try (var out = new PrintStream(text, false, StandardCharsets.UTF_8)) {
            return new Erasure(environment, bucket, table, queues, out).run();
        } finally {
            output = text.toString(StandardCharsets.UTF_8);
        }
    }

    private static Map<String, String> environment() {
        return new HashMap<>(Map.of(
                "COMPANY_ID", COMPANY,
                "MESSAGE_ID", ID,
                "TABLE_NAME", "table",
                "BUCKET_NAME", "bucket",
                "QUEUE_URL", "queue",
                "DEAD_LETTER_QUEUE_URL", "dead-letters"));
    }

    private static ObjectVersion version(String key, String id) {
        return ObjectVersion.builder().key(key).versionId(id).build();
    }

    private static DeleteMarkerEntry marker(String key, String id) {
        return DeleteMarkerEntry.builder().key(key).versionId(id).build();
    }

    private static Message letter(String queueId, String company, String id) {
        return Message.builder()
                .messageId(queueId)
                .receiptHandle(queueId)
                .body("{\"metadata\":{\"company_id\":\"%s\",\"message_id\":\"%s\"}}".formatted(company, id))
                .build();
    }

    /** A bucket with versions, which lists them in two pages. */
    private final class Bucket implements S3Client {
        private final List<ObjectVersion> versions = new ArrayList<>();
        private final List<DeleteMarkerEntry> markers = new ArrayList<>();

        @Override
        public ListObjectVersionsResponse listObjectVersions(ListObjectVersionsRequest request) {
            var isFirst = request.keyMarker() == null;
            return ListObjectVersionsResponse.builder()
                    .versions(isFirst ? versions : List.of())
                    .deleteMarkers(isFirst ? List.of() : markers)
                    .isTruncated(isFirst)
                    .nextKeyMarker(isFirst ? "next" : null)
                    .nextVersionIdMarker(isFirst ? "next" : null)
                    .build();
        }

        @Override
        public DeleteObjectResponse deleteObject(DeleteObjectRequest request) {
            assertThat(request.versionId()).isNotNull();
            deletedFrom.add("bucket");
            versions.removeIf(version ->
                    version.key().equals(request.key()) && version.versionId().equals(request.versionId()));
            markers.removeIf(marker ->
                    marker.key().equals(request.key()) && marker.versionId().equals(request.versionId()));
            return DeleteObjectResponse.builder().build();
        }

        @Override
        public String serviceName() {
            return "s3";
        }

        @Override
        public void close() {}
    }

    private final class Table implements DynamoDbClient {
        private final List<Map<String, String>> items = new ArrayList<>();
        private boolean isFilledAgain;

        @Override
        public GetItemResponse getItem(GetItemRequest request) {
            // Without it, the answer can be older than the deletion.
            assertThat(request.consistentRead()).isTrue();
            var response = GetItemResponse.builder();
            return items.contains(texts(request.key()))
                    ? response.item(request.key()).build()
                    : response.build();
        }

        @Override
        public DeleteItemResponse deleteItem(DeleteItemRequest request) {
            deletedFrom.add("table");
            if (!isFilledAgain) {
                items.remove(texts(request.key()));
            }
            return DeleteItemResponse.builder().build();
        }

        private static Map<String, String> texts(Map<String, AttributeValue> key) {
            var texts = new HashMap<String, String>();
            key.forEach((name, value) -> texts.put(name, value.s()));
            return texts;
        }

        @Override
        public String serviceName() {
            return "dynamodb";
        }

        @Override
        public void close() {}
    }

    private final class Queues implements SqsClient {
        private final List<Message> deadLetters = new ArrayList<>();
        private final List<Message> held = new ArrayList<>();
        private int waiting;
        private int inFlight;

        @Override
        public synchronized ReceiveMessageResponse receiveMessage(ReceiveMessageRequest request) {
            assertThat(request.queueUrl()).isEqualTo("dead-letters");
            var visible = new ArrayList<>(deadLetters);
            visible.removeAll(held);
            held.addAll(visible);
            return ReceiveMessageResponse.builder().messages(visible).build();
        }

        @Override
        public synchronized DeleteMessageResponse deleteMessage(DeleteMessageRequest request) {
            deletedFrom.add("dead-letter queue");
            deadLetters.removeIf(letter -> letter.receiptHandle().equals(request.receiptHandle()));
            return DeleteMessageResponse.builder().build();
        }

        @Override
        public synchronized ChangeMessageVisibilityBatchResponse changeMessageVisibilityBatch(
                ChangeMessageVisibilityBatchRequest request) {
            held.clear();
            return ChangeMessageVisibilityBatchResponse.builder().build();
        }

        @Override
        public GetQueueAttributesResponse getQueueAttributes(GetQueueAttributesRequest request) {
            assertThat(request.queueUrl()).isEqualTo("queue");
            return GetQueueAttributesResponse.builder()
                    .attributes(Map.of(
                            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES, Integer.toString(waiting),
                            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE, Integer.toString(inFlight)))
                    .build();
        }

        @Override
        public String serviceName() {
            return "sqs";
        }

        @Override
        public void close() {}
    }
}
