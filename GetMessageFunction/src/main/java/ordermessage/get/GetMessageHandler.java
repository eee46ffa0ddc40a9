package ordermessage.get;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import java.time.Duration;
import java.util.List;
import ordermessage.adapters.DynamoDbIndexedMessages;
import ordermessage.adapters.FakeStores;
import ordermessage.adapters.S3ArchivedTexts;
import ordermessage.aws.SdkClients;
import ordermessage.aws.SdkClients.Limits;
import ordermessage.http.AnswerFormat;
import ordermessage.lambda.ApiGateway;
import ordermessage.snapstart.Priming;
import ordermessage.snapstart.SnapStart;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

/** {@code GET /message/{message_id}}: the entry point that Lambda calls. */
public final class GetMessageHandler
        implements RequestHandler<APIGatewayProxyRequestEvent, APIGatewayProxyResponseEvent> {
    private static final Limits LIMITS = new Limits(Duration.ofSeconds(2), Duration.ofSeconds(4));
    private static final Priming<APIGatewayProxyRequestEvent, APIGatewayProxyResponseEvent> PRIMING = new Priming<>(
            APIGatewayProxyRequestEvent.class,
            APIGatewayProxyResponseEvent.class,
            List.of("get-message.json", "get-message-unknown.json", "get-message-invalid.json"));

    private final ApiGateway gateway;
    private final MessageLookup lookup;

    @SuppressWarnings("UnusedVariable") // The runtime refers to it by a weak reference only.
    private final SnapStart<APIGatewayProxyRequestEvent, APIGatewayProxyResponseEvent> snapStart;

    /** Lambda calls this constructor. It wires the function from its environment. */
    public GetMessageHandler() {
        var environment = Environment.from(System.getenv());
        var clients = new SdkClients(LIMITS);
        gateway = new ApiGateway(new AnswerFormat(environment.docsUrl()), environment.platform());
        lookup = new MessageLookup(
                new DynamoDbIndexedMessages(clients.build(DynamoDbClient.builder()), environment.tableName()),
                new S3ArchivedTexts(clients.build(S3Client.builder()), environment.bucketName()));
        snapStart = SnapStart.register(
                this, clients, new FakeStores(), PRIMING, List.of(DynamoDbClient.class, S3Client.class));
    }

    @Override
    public APIGatewayProxyResponseEvent handleRequest(APIGatewayProxyRequestEvent event, Context context) {
        return gateway.answer(event, context, lookup::find);
    }
}
