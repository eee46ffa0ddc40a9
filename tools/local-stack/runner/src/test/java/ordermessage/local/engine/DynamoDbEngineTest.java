package ordermessage.local.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** Tests the behaviour of DynamoDB that the service depends on, with the engine that stands in for it. */
@Tag("processes")
class DynamoDbEngineTest {
    private static final String TABLE = "table";
    private static final String INDEX = "by-company";
    private static final AttributeValue COMPANY = AttributeValue.fromS("company");

    @TempDir
    static Path data;

    private static Engine engine;
    private static DynamoDbClient dynamoDb;

    @BeforeAll
    static void start() {
        engine = Engine.start(TestEngines.dynoxide(data), TestEngines.settings(data.resolve("data"), 0));
        connect();
        dynamoDb.createTable(request -> request.tableName(TABLE)
                .attributeDefinitions(attribute("id"), attribute("company"))
                .keySchema(key("id", KeyType.HASH), key("company", KeyType.RANGE))
                .globalSecondaryIndexes(GlobalSecondaryIndex.builder()
                        .indexName(INDEX)
                        .keySchema(key("company", KeyType.HASH), key("id", KeyType.RANGE))
                        .projection(projection -> projection.projectionType(ProjectionType.KEYS_ONLY))
                        .build())
                .billingMode(BillingMode.PAY_PER_REQUEST));
    }

    @AfterAll
    static void end() {
        dynamoDb.close();
        engine.close();
    }

    private static void connect() {
        dynamoDb = TestEngines.client(DynamoDbClient.builder(), engine);
    }

    /** Uses a new client: the pool of the old one may contain more dead connections than the client makes attempts. */
    private static void restart() {
        engine.restart();
        dynamoDb.close();
        connect();
    }

    @Test
    void anItemSurvivesAKill() {
        var item = item("kept", "20.10");
        put(item);

        restart();

        assertThat(get("kept")).isEqualTo(item);
    }

    @Test
    void everyAcknowledgedItemSurvivesAKillDuringWrites() throws Exception {
        Set<String> acknowledged = ConcurrentHashMap.newKeySet();
        try (var writers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var i = 0; i < 8; i++) {
                var name = "writer " + i;
                writers.execute(() -> writeUntilTheEngineIsKilled(name, acknowledged));
            }
            await().atMost(Duration.ofMinutes(2))
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> acknowledged.size() >= 200);
            engine.kill();
            assertThat(engine.state()).isEqualTo(Engine.State.STOPPED);
        }
        restart();
        assertThat(engine.state()).isEqualTo(Engine.State.RUNNING);
        assertThat(engine.restarts()).isPositive();

        assertThat(acknowledged)
                .hasSizeGreaterThanOrEqualTo(200)
                .allSatisfy(id -> assertThat(get(id)).isNotEmpty());
    }

    @Test
    void aFailedConditionReturnsTheExistingItem() {
        put(item("taken", "first"));

        var failure =
                catchThrowableOfType(ConditionalCheckFailedException.class, () -> putIfNew(item("taken", "second")));

        assertThat(failure.item()).isEqualTo(item("taken", "first"));
        assertThat(get("taken")).isEqualTo(item("taken", "first"));
    }

    @RepeatedTest(5)
    void onlyOneOfManyWritersCreatesAnItem(RepetitionInfo round) throws InterruptedException {
        var id = "race " + round.getCurrentRepetition();
        var writers = IntStream.range(0, 20)
                .<Callable<Boolean>>mapToObj(writer -> () -> isWritten(item(id, "writer " + writer)))
                .toList();

        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var won =
                    executor.invokeAll(writers).stream().map(Future::resultNow).toList();

            assertThat(won).containsOnlyOnce(true);
            assertThat(get(id)).isEqualTo(item(id, "writer " + won.indexOf(true)));
        }
    }

    @Test
    void aNumberKeepsAll38Digits() {
        var number = AttributeValue.fromN("12345678901234567890123456789012345.678");
        put(Map.of("id", AttributeValue.fromS("number"), "company", COMPANY, "value", number));

        assertThat(get("number")).containsEntry("value", number);
    }

    @Test
    void anItemOfMoreThan400KilobytesIsRefused() {
        assertThatThrownBy(() -> put(item("large", "x".repeat(410_000)))).isInstanceOf(DynamoDbException.class);
        assertThat(get("large")).isEmpty();
    }

    @Test
    void anIndexIsReadPageByPageInTheOrderOfItsKey() {
        var company = AttributeValue.fromS("company of pages");
        IntStream.range(0, 25)
                .forEach(i -> put(Map.of("id", AttributeValue.fromS("page %02d".formatted(i)), "company", company)));

        var ids = new ArrayList<String>();
        var pages = dynamoDb.queryPaginator(request -> request.tableName(TABLE)
                .indexName(INDEX)
                .keyConditionExpression("company = :company")
                .expressionAttributeValues(Map.of(":company", company))
                .limit(10));
        pages.stream().forEach(page -> {
            assertThat(page.count()).isLessThanOrEqualTo(10);
            page.items().forEach(item -> ids.add(item.get("id").s()));
        });

        assertThat(ids)
                .isEqualTo(
                        IntStream.range(0, 25).mapToObj("page %02d"::formatted).toList());
    }

    @Test
    void aTransactionWithAFailedConditionWritesNothing() {
        put(item("existing", "first"));

        var accepted = Put.builder().tableName(TABLE).item(item("new", "a")).build();
        var refused = Put.builder()
                .tableName(TABLE)
                .item(item("existing", "b"))
                .conditionExpression("attribute_not_exists(id)")
                .build();

        assertThatThrownBy(() ->
                        dynamoDb.transactWriteItems(request -> request.transactItems(write(accepted), write(refused))))
                .isInstanceOf(DynamoDbException.class);

        assertThat(get("new")).isEmpty();
    }

    @Test
    void aScanReturnsEveryItemOnce() {
        IntStream.range(0, 30).forEach(i -> put(item("scanned " + i, "x".repeat(50_000))));

        var ids = dynamoDb.scanPaginator(request -> request.tableName(TABLE).consistentRead(true)).items().stream()
                .map(item -> item.get("id").s())
                .filter(id -> id.startsWith("scanned"))
                .toList();

        assertThat(ids).hasSize(30).doesNotHaveDuplicates();
    }

    private static void writeUntilTheEngineIsKilled(String writer, Set<String> acknowledged) {
        try {
            for (var i = 0; i < 10_000; i++) {
                var id = "%s, item %d".formatted(writer, i);
                put(item(id, "value"));
                acknowledged.add(id);
            }
        } catch (SdkException e) {
            // The engine was killed, as expected.
        }
    }

    private static boolean isWritten(Map<String, AttributeValue> item) {
        try {
            putIfNew(item);
            return true;
        } catch (ConditionalCheckFailedException e) {
            // Another writer was first.
            return false;
        }
    }

    private static void put(Map<String, AttributeValue> item) {
        dynamoDb.putItem(request -> request.tableName(TABLE).item(item));
    }

    private static void putIfNew(Map<String, AttributeValue> item) {
        dynamoDb.putItem(request -> request.tableName(TABLE)
                .item(item)
                .conditionExpression("attribute_not_exists(id)")
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
    }

    private static Map<String, AttributeValue> get(String id) {
        return dynamoDb.getItem(request -> request.tableName(TABLE)
                        .key(Map.of("id", AttributeValue.fromS(id), "company", COMPANY))
                        .consistentRead(true))
                .item();
    }

    private static Map<String, AttributeValue> item(String id, String value) {
        return Map.of("id", AttributeValue.fromS(id), "company", COMPANY, "value", AttributeValue.fromS(value));
    }

    private static TransactWriteItem write(Put put) {
        return TransactWriteItem.builder().put(put).build();
    }

    private static AttributeDefinition attribute(String name) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(ScalarAttributeType.S)
                .build();
    }

    private static KeySchemaElement key(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }
}
