package ordermessage.template;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.google.gson.Gson;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import ordermessage.json.MalformedJsonException;
import ordermessage.message.InvalidMessageException;
import ordermessage.message.Message;
import ordermessage.post.SqsMessageQueue;
import ordermessage.queue.QueueBody;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

/** Tests that the files in {@code events/} look like the events that Lambda gives to the functions of the template. */
class SampleEventsTest {
    private static final SamTemplate TEMPLATE = SamTemplate.read();
    private static final Path EVENTS = SamTemplate.PROJECT.resolve("events");

    @ParameterizedTest
    @CsvSource({
        "post-message.json, PostMessageFunction",
        "post-message-base64.json, PostMessageFunction",
        "post-message-invalid.json, PostMessageFunction",
        "post-message-not-json.json, PostMessageFunction",
        "get-message.json, GetMessageFunction",
        "get-message-unknown.json, GetMessageFunction",
        "get-message-invalid.json, GetMessageFunction",
        "list-messages.json, ListMessagesFunction",
        "list-messages-cursor.json, ListMessagesFunction",
        "list-messages-invalid.json, ListMessagesFunction"
    })
    void aSampleRequestMatchesTheRouteOfItsFunction(String file, String function) throws IOException {
        var route = new TemplateFunction(function, TEMPLATE).events("Api").getFirst();
        var request = read(file, APIGatewayProxyRequestEvent.class);

        assertThat(request.getHttpMethod()).isEqualTo(route.at("Method").text());
        assertThat(request.getResource()).isEqualTo(route.at("Path").text());
        assertThat(request.getPath()).isEqualTo(pathOf(request));
        assertThat(request.getRequestContext().getPath()).isEqualTo("/prod" + request.getPath());
        assertThat(request.getRequestContext().getRequestId()).isNotBlank();
        assertThat(request.getHeaders()).containsKey("User-Agent");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "post-message.json",
                "post-message-base64.json",
                "post-message-invalid.json",
                "post-message-not-json.json",
                "get-message.json",
                "get-message-unknown.json",
                "get-message-invalid.json",
                "list-messages.json",
                "list-messages-cursor.json",
                "list-messages-invalid.json"
            })
    void aSampleRequestHasTheClaimsOfTheSampleMessagesCompany(String file) throws IOException {
        var company = readObject("sample-message.json")
                .getAsJsonObject("metadata")
                .get("company_id")
                .getAsString();
        var request = read(file, APIGatewayProxyRequestEvent.class);

        assertThat(request.getHeaders()).containsKey("Authorization");
        assertThat(request.getRequestContext().getAuthorizer().get("claims"))
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("scope", "messages/write messages/read company/" + company)
                .containsEntry("token_use", "access")
                .containsKeys("sub", "client_id");
    }

    @Test
    void theSampleMessageIsPostedAsTextAndAsBase64() throws IOException {
        var sample = Files.readString(EVENTS.resolve("sample-message.json"));
        var encoded = read("post-message-base64.json", APIGatewayProxyRequestEvent.class);

        assertThat(read("post-message.json", APIGatewayProxyRequestEvent.class).getBody())
                .isEqualTo(sample);
        assertThat(encoded.getIsBase64Encoded()).isTrue();
        assertThat(new String(Base64.getDecoder().decode(encoded.getBody()), UTF_8))
                .isEqualTo(sample);
    }

    @Test
    void theSampleGetRequestHasTheIdOfTheSampleMessage() throws IOException {
        var id = readObject("sample-message.json").getAsJsonObject("metadata").get("message_id");

        assertThat(read("get-message.json", APIGatewayProxyRequestEvent.class).getPathParameters())
                .containsEntry("message_id", id.getAsString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"process-messages.json", "process-messages-poison.json"})
    void aSampleBatchLooksLikeOneFromSqs(String file) throws IOException {
        var records = read(file, SQSEvent.class).getRecords();

        assertThat(records)
                .hasSizeBetween(2, 10)
                .allSatisfy(record -> {
                    assertThat(record.getMd5OfBody()).isEqualTo(md5(record.getBody()));
                    assertThat(record.getAttributes())
                            .containsKeys("ApproximateReceiveCount", "SentTimestamp", "SenderId");
                    assertThat(record.getEventSourceArn()).startsWith("arn:aws:sqs:");
                    assertThat(record.getReceiptHandle()).isNotBlank();
                })
                .extracting(SQSEvent.SQSMessage::getMessageId)
                .doesNotHaveDuplicates();
    }

    /** POST refuses a body that is no message. So a record with such a body has no group. */
    @ParameterizedTest
    @ValueSource(strings = {"process-messages.json", "process-messages-poison.json"})
    void aSampleRecordHasTheMessageGroupThatPostSends(String file) throws IOException {
        assertThat(read(file, SQSEvent.class).getRecords())
                .allSatisfy(record -> assertThat(
                                Optional.ofNullable(record.getAttributes().get("MessageGroupId")))
                        .isEqualTo(groupThatPostSends(record.getBody())))
                .anySatisfy(record -> assertThat(record.getAttributes()).containsKey("MessageGroupId"));
    }

    @Test
    void everyEventFileIsTestedHere() throws IOException {
        try (var files = Files.list(EVENTS)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .allMatch(name ->
                            name.matches("(post-message|get-message|list-messages|process-messages)(-.*)?\\.json")
                                    || name.equals("sample-message.json")
                                    || name.equals("env.json"));
        }
    }

    @Test
    void theVariablesForSamLocalAreDeclaredInTheTemplate() throws IOException {
        var environments = readObject("env.json");

        assertThat(environments.keySet())
                .containsExactlyInAnyOrderElementsOf(TEMPLATE.serviceFunctions().stream()
                        .map(TemplateFunction::logicalId)
                        .toList());
        assertThat(TEMPLATE.serviceFunctions())
                .allSatisfy(function -> assertThat(environments
                                .getAsJsonObject(function.logicalId())
                                .keySet())
                        .containsExactlyInAnyOrderElementsOf(localVariables(function)));
    }

    /** Returns the variables that refer to a resource or an endpoint. {@code sam local} cannot resolve these. */
    private static Set<String> localVariables(TemplateFunction function) {
        var names = new TreeSet<String>();
        function.variables().forEach((name, value) -> {
            boolean refersToResource =
                    SamTemplate.references(value).stream().anyMatch(TEMPLATE.resources()::containsKey);
            if (refersToResource || name.startsWith("AWS_ENDPOINT_URL_")) {
                names.add(name);
            }
        });
        return names;
    }

    private static String pathOf(APIGatewayProxyRequestEvent request) {
        var path = request.getResource();
        for (var parameter : Stream.ofNullable(request.getPathParameters())
                .flatMap(parameters -> parameters.entrySet().stream())
                .toList()) {
            path = path.replace("{" + parameter.getKey() + "}", parameter.getValue());
        }
        return path;
    }

    private static JsonObject readObject(String file) throws IOException {
        return new Gson().fromJson(Files.readString(EVENTS.resolve(file)), JsonObject.class);
    }

    private static <T> T read(String file, Class<T> type) throws IOException {
        try (var json = Files.newInputStream(EVENTS.resolve(file))) {
            return LambdaEventSerializers.serializerFor(type, SampleEventsTest.class.getClassLoader())
                    .fromJson(json);
        }
    }

    /** Returns the message group of the request that POST makes to SQS; empty if POST refuses the body. */
    private static Optional<String> groupThatPostSends(String body) {
        var sent = new SentMessage();
        try {
            new SqsMessageQueue(sent, "queue")
                    .enqueue(QueueBody.of(body), Message.read(body).key().companyId());
            return Optional.of(sent.request.messageGroupId());
        } catch (MalformedJsonException | InvalidMessageException e) {
            return Optional.empty();
        }
    }

    /** A client that keeps the request and sends nothing. */
    private static final class SentMessage implements SqsClient {
        private SendMessageRequest request;

        @Override
        public SendMessageResponse sendMessage(SendMessageRequest toSend) {
            request = toSend;
            return SendMessageResponse.builder().build();
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {
            // There is nothing to close.
        }
    }

    private static String md5(String body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(body.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
