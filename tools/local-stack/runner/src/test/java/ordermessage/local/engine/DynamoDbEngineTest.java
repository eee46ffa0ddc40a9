package ordermessage.local.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
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

/** What the service relies on in DynamoDB, whichever engine stands in for it. */
@Timeout(60)
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
        engine = Engine.start(TestEngines.dynoxide(data), TestEngines.place(data.resolve("data"), 0));
        dynamoDb = TestEngines.client(DynamoDbClient.builder(), engine);
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

    @Test
    void anItemSurvivesAKill() {
        var item = item("kept", "20.10");
        put(item);

        engine.restart();

        assertThat(get("kept")).isEqualTo(item);
    }

    @Test
    void everyItemThatWasAcknowledgedIsThereAfterAKillInTheMiddleOfWrites() throws Exception {
        Set<String> acknowledged = ConcurrentHashMap.newKeySet();
        try (var writers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var writer = 0; writer < 8; writer++) {
                var name = "writer " + writer;
                writers.execute(() -> writeUntilTheEngineIsGone(name, acknowledged));
            }
            while (acknowledged.size() < 200) {
                Thread.onSpinWait();
            }
            engine.kill();
        }
        engine.restart();

        assertThat(acknowledged)
                .hasSizeGreaterThanOrEqualTo(200)
                .allSatisfy(id -> assertThat(get(id)).isNotEmpty());
    }

    @Test
    void aFailedConditionGivesTheItemThatIsThere() {
        put(item("taken", "first"));

        var failure =
                catchThrowableOfType(ConditionalCheckFailedException.class, () -> putIfNew(item("taken", "second")));

        assertThat(failure.item()).isEqualTo(item("taken", "first"));
        assertThat(get("taken")).isEqualTo(item("taken", "first"));
    }

    @RepeatedTest(5)
    void ofManyWritersOfANewItemOneWins(RepetitionInfo round) throws InterruptedException {
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
                .forEach(number ->
                        put(Map.of("id", AttributeValue.fromS("page %02d".formatted(number)), "company", company)));

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
        put(item("in the way", "first"));

        var together =
                Put.builder().tableName(TABLE).item(item("together", "a")).build();
        var refused = Put.builder()
                .tableName(TABLE)
                .item(item("in the way", "b"))
                .conditionExpression("attribute_not_exists(id)")
                .build();

        assertThatThrownBy(() ->
                        dynamoDb.transactWriteItems(request -> request.transactItems(write(together), write(refused))))
                .isInstanceOf(DynamoDbException.class);

        assertThat(get("together")).isEmpty();
    }

    @Test
    void aScanGivesEveryItemOnce() {
        IntStream.range(0, 30).forEach(number -> put(item("scanned " + number, "x".repeat(50_000))));

        var ids = dynamoDb.scanPaginator(request -> request.tableName(TABLE).consistentRead(true)).items().stream()
                .map(item -> item.get("id").s())
                .filter(id -> id.startsWith("scanned"))
                .toList();

        assertThat(ids).hasSize(30).doesNotHaveDuplicates();
    }

    private static void writeUntilTheEngineIsGone(String writer, Set<String> acknowledged) {
        try {
            for (var number = 0; number < 10_000; number++) {
                var id = "%s, item %d".formatted(writer, number);
                put(item(id, "value"));
                acknowledged.add(id);
            }
        } catch (SdkException gone) {
            // As it should be.
        }
    }

    private static boolean isWritten(Map<String, AttributeValue> item) {
        try {
            putIfNew(item);
            return true;
        } catch (ConditionalCheckFailedException lost) {
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
