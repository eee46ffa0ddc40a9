package ordermessage.post;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import java.time.Duration;
import java.util.List;
import ordermessage.adapters.DynamoDbStoredContents;
import ordermessage.aws.SdkClients;
import ordermessage.aws.SdkClients.Limits;
import ordermessage.http.AnswerFormat;
import ordermessage.lambda.ApiGateway;
import ordermessage.metrics.ServiceMetrics;
import ordermessage.snapstart.Priming;
import ordermessage.snapstart.SnapStart;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** {@code POST /post-message}: the entry point that Lambda calls. */
public final class PostMessageHandler
        implements RequestHandler<APIGatewayProxyRequestEvent, APIGatewayProxyResponseEvent> {
    private static final Limits LIMITS = new Limits(Duration.ofSeconds(2), Duration.ofSeconds(7));

    /**
     * The longest time that a POST waits for the table. If the table has not answered then, the message is enqueued. The system
     * property {@code ordermessage.post.read.timeout} gives another number of milliseconds, for a machine on which a process may
     * wait that long for a processor.
     */
    private static final Duration READ_TIMEOUT = Duration.ofMillis(Long.getLong("ordermessage.post.read.timeout", 300));

    private static final Priming<APIGatewayProxyRequestEvent, APIGatewayProxyResponseEvent> PRIMING = new Priming<>(
            APIGatewayProxyRequestEvent.class,
            APIGatewayProxyResponseEvent.class,
            List.of(
                    "post-message.json",
                    "post-message-base64.json",
                    "post-message-invalid.json",
                    "post-message-not-json.json"));

    private final ApiGateway gateway;
    private final MessageIntake intake;

    @SuppressWarnings("UnusedVariable") // The runtime refers to it by a weak reference only.
    private final SnapStart<APIGatewayProxyRequestEvent, APIGatewayProxyResponseEvent> snapStart;

    /** Lambda calls this constructor. It wires the function from its environment. */
    public PostMessageHandler() {
        var environment = Environment.from(System.getenv());
        var clients = new SdkClients(LIMITS);
        gateway = new ApiGateway(
                new AnswerFormat(environment.docsUrl()),
                environment.platform(),
                new IntakeMetrics(new ServiceMetrics(environment.stackName()), environment.syntheticCompany())::record);
        intake = new MessageIntake(
                new MetadataSchema(),
                new DynamoDbStoredContents(
                        clients.buildWithoutRetries(DynamoDbClient.builder(), READ_TIMEOUT), environment.tableName()),
                new SqsMessageQueue(clients.build(SqsClient.builder()), environment.queueUrl()));
        snapStart = SnapStart.register(
                this, clients, new FakeServices(), PRIMING, List.of(SqsClient.class, DynamoDbClient.class));
    }

    @Override
    public APIGatewayProxyResponseEvent handleRequest(APIGatewayProxyRequestEvent event, Context context) {
        return gateway.answer(event, context, intake::take);
    }
}
