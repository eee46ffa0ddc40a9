package ordermessage.list;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import ordermessage.adapters.DynamoDbMessageLists;
import ordermessage.adapters.FakeStores;
import ordermessage.aws.SdkClients;
import ordermessage.aws.SdkClients.Limits;
import ordermessage.http.AnswerFormat;
import ordermessage.lambda.ApiGateway;
import ordermessage.snapstart.Priming;
import ordermessage.snapstart.SnapStart;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** {@code GET /messages}: the entry point that Lambda calls. */
public final class ListMessagesHandler
        implements RequestHandler<APIGatewayProxyRequestEvent, APIGatewayProxyResponseEvent> {
    private static final Limits LIMITS = new Limits(Duration.ofSeconds(2), Duration.ofSeconds(4));
    private static final Priming<APIGatewayProxyRequestEvent, APIGatewayProxyResponseEvent> PRIMING = new Priming<>(
            APIGatewayProxyRequestEvent.class,
            APIGatewayProxyResponseEvent.class,
            List.of("list-messages.json", "list-messages-cursor.json", "list-messages-invalid.json"));

    private final ApiGateway gateway;
    private final MessageList messages;

    @SuppressWarnings("UnusedVariable") // The runtime refers to it by a weak reference only.
    private final SnapStart<APIGatewayProxyRequestEvent, APIGatewayProxyResponseEvent> snapStart;

    /** Lambda calls this constructor. It wires the function from its environment. */
    public ListMessagesHandler() {
        var environment = Environment.from(System.getenv());
        var clients = new SdkClients(LIMITS, DynamoDbMessageLists.SIMULTANEOUS_CALLS);
        gateway = new ApiGateway(new AnswerFormat(environment.docsUrl()), environment.platform());
        messages = new MessageList(
                new DynamoDbMessageLists(clients.build(DynamoDbClient.builder()), environment.tableName()),
                Clock.systemUTC());
        snapStart = SnapStart.register(this, clients, new FakeStores(), PRIMING, List.of(DynamoDbClient.class));
    }

    @Override
    public APIGatewayProxyResponseEvent handleRequest(APIGatewayProxyRequestEvent event, Context context) {
        return gateway.answer(event, context, messages::list);
    }
}
