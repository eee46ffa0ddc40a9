package ordermessage.local.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

@Timeout(60)
class DynamoDbEngineTest {
    private static final String TABLE = "table";

    @TempDir
    static Path data;

    private static Engine engine;
    private static DynamoDbClient dynamoDb;

    @BeforeAll
    static void start() {
        engine = Engine.start(Trial.dynoxide(data), Trial.place(data, 0));
        dynamoDb = Trial.client(DynamoDbClient.builder(), engine);
        var id = AttributeDefinition.builder()
                .attributeName("id")
                .attributeType(ScalarAttributeType.S)
                .build();
        var key = KeySchemaElement.builder()
                .attributeName("id")
                .keyType(KeyType.HASH)
                .build();
        dynamoDb.createTable(request -> request.tableName(TABLE)
                .attributeDefinitions(id)
                .keySchema(key)
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
        dynamoDb.putItem(request -> request.tableName(TABLE).item(item));

        engine.restart();

        var found = dynamoDb.getItem(request -> request.tableName(TABLE).key(Map.of("id", item.get("id"))));
        assertThat(found.item()).isEqualTo(item);
    }

    @Test
    void aFailedConditionGivesTheItemThatIsThere() {
        dynamoDb.putItem(request -> request.tableName(TABLE).item(item("taken", "first")));

        var failure =
                catchThrowableOfType(ConditionalCheckFailedException.class, () -> putIfNew(item("taken", "second")));

        assertThat(failure.item()).isEqualTo(item("taken", "first"));
    }

    private static void putIfNew(Map<String, AttributeValue> item) {
        dynamoDb.putItem(request -> request.tableName(TABLE)
                .item(item)
                .conditionExpression("attribute_not_exists(id)")
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
    }

    private static Map<String, AttributeValue> item(String id, String value) {
        return Map.of("id", AttributeValue.fromS(id), "value", AttributeValue.fromS(value));
    }
}
