package ordermessage.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import ordermessage.http.Answer;
import ordermessage.http.ApiRequest;
import ordermessage.http.Problem;
import ordermessage.http.ProblemType;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Tests that the checks notice mistakes. */
class ServiceTest {
    @Test
    void aFunctionThatThrowsIsNoticed() {
        assertBroken(
                request -> {
                    throw new IllegalStateException("broken");
                },
                "No input is answered 500");
    }

    @Test
    void anAnswerThatRepeatsTheInputIsNoticed() {
        assertBroken(
                request -> Answer.refusal(new Problem(ProblemType.CONFLICT, "This is " + Service.MARK)),
                "Nothing of the input is repeated");
    }

    @Test
    void aLogThatRepeatsTheInputIsNoticed() {
        assertBroken(
                request -> {
                    LoggerFactory.getLogger("ordermessage.fuzz").warn("This is {}", Service.MARK);
                    return Answer.refusal(new Problem(ProblemType.CONFLICT, "This is nothing"));
                },
                "Nothing of the input is repeated");
    }

    @Test
    void anObjectIsNotReplacedInTheBucketInMemory() {
        var s3 = new MemoryS3();
        var request = PutObjectRequest.builder().key("a").ifNoneMatch("*").build();
        s3.putObject(request, RequestBody.fromString("1"));

        assertThatThrownBy(() -> s3.putObject(request, RequestBody.fromString("2")))
                .isInstanceOfSatisfying(
                        S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(412));
        assertThat(s3.getObjectAsBytes(get -> get.key("a")).asUtf8String()).isEqualTo("1");
    }

    @Test
    void anItemIsNotReplacedInTheTableInMemory() {
        var dynamoDb = new MemoryDynamoDb();
        dynamoDb.putItem(put("1"));

        assertThatThrownBy(() -> dynamoDb.putItem(put("2")))
                .isInstanceOfSatisfying(
                        ConditionalCheckFailedException.class,
                        e -> assertThat(e.item().get("body").s()).isEqualTo("1"));
        assertThat(dynamoDb.getItem(get -> get.key(key())).item().get("body").s())
                .isEqualTo("1");
        assertThat(dynamoDb.getItem(get -> get.key(Map.of(
                                "message_id", AttributeValue.fromS("other"), "company_id", AttributeValue.fromS("c"))))
                        .hasItem())
                .isFalse();
    }

    @Test
    void aTextThatUtf8CannotEncodeIsNoticedInTheTableInMemory() {
        assertThatThrownBy(() -> new MemoryDynamoDb().putItem(put("\ud800")))
                .isInstanceOf(BrokenInvariantException.class);
    }

    private static PutItemRequest put(String body) {
        var item = new HashMap<>(key());
        item.put("body", AttributeValue.fromS(body));
        return PutItemRequest.builder()
                .item(item)
                .conditionExpression("attribute_not_exists(message_id)")
                .build();
    }

    private static Map<String, AttributeValue> key() {
        return Map.of("message_id", AttributeValue.fromS("m"), "company_id", AttributeValue.fromS("c"));
    }

    private static void assertBroken(Function<ApiRequest, Answer> function, String invariant) {
        assertThatThrownBy(() -> answer(function))
                .isInstanceOf(BrokenInvariantException.class)
                .hasMessageContaining(invariant);
    }

    private static void answer(Function<ApiRequest, Answer> function) {
        Service.answer(new APIGatewayProxyRequestEvent(), function);
    }
}
