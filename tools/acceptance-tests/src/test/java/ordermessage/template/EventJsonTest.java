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

/** Tests that {@link EventJson}, which replaces the runtime's own serializers, gives the same results as they do. */
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
        assertReadAsByTheRuntime(sample(file), APIGatewayProxyRequestEvent.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"process-messages.json", "process-messages-poison.json"})
    void aBatchIsReadAsTheRuntimeReadsIt(String file) throws IOException {
        assertReadAsByTheRuntime(sample(file), SQSEvent.class);
    }

    @Test
    void messageAttributesAreReadAsTheRuntimeReadsThem() {
        assertReadAsByTheRuntime(WITH_ATTRIBUTES, SQSEvent.class);
    }

    @Test
    void aResponseIsWrittenAsTheRuntimeWritesIt() {
        var response = new APIGatewayProxyResponseEvent()
                .withStatusCode(200)
                .withHeaders(Map.of("Content-Type", "application/json", "Retry-After", "1"))
                .withBody("{\"a\":\"<ä> \u2028 \\ud800 \ud83d\ude00\"}")
                .withIsBase64Encoded(false);

        assertWrittenAsByTheRuntime(response, APIGatewayProxyResponseEvent.class);
    }

    @Test
    void aBatchResponseIsWrittenAsTheRuntimeWritesIt() {
        assertWrittenAsByTheRuntime(new SQSBatchResponse(List.of()), SQSBatchResponse.class);
        assertWrittenAsByTheRuntime(
                new SQSBatchResponse(List.of(new BatchItemFailure("a"), new BatchItemFailure("b"))),
                SQSBatchResponse.class);
    }

    @Test
    void theRuntimeFindsEventJson() {
        assertThat(ServiceLoader.load(CustomPojoSerializer.class))
                .hasOnlyElementsOfType(EventJson.class)
                .hasSize(1);
    }

    private static <T> void assertReadAsByTheRuntime(String json, Class<T> type) {
        T read = new EventJson().fromJson(stream(json), type);
        assertThat(read).isEqualTo(runtimeSerializer(type).fromJson(stream(json)));
        T fromText = new EventJson().fromJson(json, type);
        assertThat(fromText).isEqualTo(read);
    }

    private static <T> void assertWrittenAsByTheRuntime(T value, Class<T> type) {
        var written = new ByteArrayOutputStream();
        var expected = new ByteArrayOutputStream();
        new EventJson().toJson(value, written, type);
        runtimeSerializer(type).toJson(value, expected);
        assertThat(JsonParser.parseString(written.toString(StandardCharsets.UTF_8)))
                .isEqualTo(JsonParser.parseString(expected.toString(StandardCharsets.UTF_8)));
    }

    private static <T> PojoSerializer<T> runtimeSerializer(Class<T> type) {
        return LambdaEventSerializers.serializerFor(type, EventJsonTest.class.getClassLoader());
    }

    private static ByteArrayInputStream stream(String json) {
        return new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8));
    }

    private static String sample(String file) throws IOException {
        return Files.readString(SamTemplate.PROJECT.resolve("events").resolve(file));
    }
}
