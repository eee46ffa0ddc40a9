package ordermessage.get;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import ordermessage.adapters.DynamoDbIndexedMessages;
import ordermessage.adapters.FakeStores;
import ordermessage.adapters.S3ArchivedTexts;
import ordermessage.aws.SdkClients;
import ordermessage.aws.SdkClients.Limits;
import ordermessage.http.AnswerFormat;
import ordermessage.lambda.ApiGateway;
import ordermessage.snapstart.FakeAws;
import ordermessage.snapstart.Primed;
import ordermessage.snapstart.Priming;
import software.amazon.awssdk.core.warmup.SdkWarmUp;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

/** {@code GET /message/{message_id}}: the entry point that Lambda calls. */
public final class GetMessageHandler
        implements RequestHandler<APIGatewayProxyRequestEvent, APIGatewayProxyResponseEvent>, Primed {
    private static final Limits LIMITS = new Limits(Duration.ofSeconds(2), Duration.ofSeconds(4));
    private static final Priming<APIGatewayProxyRequestEvent, APIGatewayProxyResponseEvent> PRIMING = new Priming<>(
            APIGatewayProxyRequestEvent.class,
            APIGatewayProxyResponseEvent.class,
            List.of("get-message.json", "get-message-unknown.json", "get-message-invalid.json"));

    private final SdkClients clients = new SdkClients(LIMITS);
    private final ApiGateway gateway;
    private final MessageLookup lookup;

    /** What Lambda calls: wires the function from its environment. */
    public GetMessageHandler() {
        var environment = Environment.from(System.getenv());
        gateway = new ApiGateway(new AnswerFormat(environment.docsUrl()), environment.platform());
        lookup = new MessageLookup(
                new DynamoDbIndexedMessages(clients.build(DynamoDbClient.builder()), environment.tableName()),
                new S3ArchivedTexts(clients.build(S3Client.builder()), environment.bucketName()));
        Primed.beforeSnapshot(this);
    }

    @Override
    public APIGatewayProxyResponseEvent handleRequest(APIGatewayProxyRequestEvent event, Context context) {
        return gateway.answer(event, context, caller -> lookup.find(caller, messageId(event)));
    }

    private static String messageId(APIGatewayProxyRequestEvent event) {
        return Optional.ofNullable(event.getPathParameters()).orElse(Map.of()).getOrDefault("message_id", "");
    }

    @Override
    public void prime() {
        SdkWarmUp.warmUp(DynamoDbClient.class, S3Client.class);
        try (var fakeAws = new FakeAws(new FakeStores())) {
            clients.rehearse(fakeAws.address(), () -> PRIMING.play(this));
        }
    }

    @Override
    public void awake() {
        clients.connect();
    }
}
