package ordermessage.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.CustomPojoSerializer;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.google.gson.JsonParser;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import ordermessage.lambda.EventJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Our reader of events stands in for the runtime's own, so it has to make the same of them. */
class EventJsonTest {
    private static final String WITH_ATTRIBUTES = """
            {"Records":[{"messageId":"a","receiptHandle":"r","body":"\\u00e4 \\ud83d\\ude00 \\n","md5OfBody":"m",
            "eventSource":"aws:sqs","eventSourceARN":"arn:aws:sqs:local:0:Queue","awsRegion":"local","unknown":{"a":[1]},
            "attributes":{"SentTimestamp":"1702245758004"},"messageAttributes":{
            "content_encoding":{"stringValue":"base64","stringListValues":[],"binaryListValues":[],"dataType":"String"},
            "picture":{"binaryValue":"AAEC/w==","stringListValues":[],"binaryListValues":[],"dataType":"Binary"}}}]}""";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "post-message.json",
                "post-message-base64.json",
                "post-message-invalid.json",
                "post-message-not-json.json",
                "get-message.json",
                "get-message-unknown.json",
                "get-message-invalid.json"
            })
    void aRequestIsReadAsTheRuntimeReadsIt(String file) throws IOException {
        assertReadAlike(sample(file), APIGatewayProxyRequestEvent.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"process-messages.json", "process-messages-poison.json"})
    void aBatchIsReadAsTheRuntimeReadsIt(String file) throws IOException {
        assertReadAlike(sample(file), SQSEvent.class);
    }

    @Test
    void attributesOfMessagesAreReadAsTheRuntimeReadsThem() {
        assertReadAlike(WITH_ATTRIBUTES, SQSEvent.class);
    }

    @Test
    void aResponseIsWrittenAsTheRuntimeWritesIt() {
        var response = new APIGatewayProxyResponseEvent()
                .withStatusCode(200)
                .withHeaders(Map.of("Content-Type", "application/json", "Retry-After", "1"))
                .withBody("{\"a\":\"<ä> \u2028 \\ud800 \ud83d\ude00\"}")
                .withIsBase64Encoded(false);

        assertWrittenAlike(response, APIGatewayProxyResponseEvent.class);
    }

    @Test
    void aBatchResponseIsWrittenAsTheRuntimeWritesIt() {
        assertWrittenAlike(new SQSBatchResponse(List.of()), SQSBatchResponse.class);
        assertWrittenAlike(
                new SQSBatchResponse(List.of(new BatchItemFailure("a"), new BatchItemFailure("b"))),
                SQSBatchResponse.class);
    }

    @Test
    void theRuntimeFindsIt() {
        assertThat(ServiceLoader.load(CustomPojoSerializer.class))
                .hasOnlyElementsOfType(EventJson.class)
                .hasSize(1);
    }

    private static <T> void assertReadAlike(String json, Class<T> type) {
        T ours = new EventJson().fromJson(stream(json), type);
        assertThat(ours).isEqualTo(runtimes(type).fromJson(stream(json)));
        T fromText = new EventJson().fromJson(json, type);
        assertThat(fromText).isEqualTo(ours);
    }

    private static <T> void assertWrittenAlike(T value, Class<T> type) {
        var ours = new ByteArrayOutputStream();
        var theirs = new ByteArrayOutputStream();
        new EventJson().toJson(value, ours, type);
        runtimes(type).toJson(value, theirs);
        assertThat(JsonParser.parseString(ours.toString(StandardCharsets.UTF_8)))
                .isEqualTo(JsonParser.parseString(theirs.toString(StandardCharsets.UTF_8)));
    }

    private static <T> PojoSerializer<T> runtimes(Class<T> type) {
        return LambdaEventSerializers.serializerFor(type, EventJsonTest.class.getClassLoader());
    }

    private static ByteArrayInputStream stream(String json) {
        return new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8));
    }

    private static String sample(String file) throws IOException {
        return Files.readString(SamTemplate.PROJECT.resolve("events").resolve(file));
    }
}
