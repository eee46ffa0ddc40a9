package ordermessage.post;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import java.time.Duration;
import java.util.List;
import ordermessage.aws.SdkClients;
import ordermessage.aws.SdkClients.Limits;
import ordermessage.http.AnswerFormat;
import ordermessage.lambda.ApiGateway;
import ordermessage.snapstart.FakeAws;
import ordermessage.snapstart.Primed;
import ordermessage.snapstart.Priming;
import software.amazon.awssdk.core.warmup.SdkWarmUp;
import software.amazon.awssdk.services.sqs.SqsClient;

/** {@code POST /post-message}: the entry point that Lambda calls. */
public final class PostMessageHandler
        implements RequestHandler<APIGatewayProxyRequestEvent, APIGatewayProxyResponseEvent>, Primed {
    private static final Limits LIMITS = new Limits(Duration.ofSeconds(2), Duration.ofSeconds(7));
    private static final Priming<APIGatewayProxyRequestEvent, APIGatewayProxyResponseEvent> PRIMING = new Priming<>(
            APIGatewayProxyRequestEvent.class,
            APIGatewayProxyResponseEvent.class,
            List.of(
                    "post-message.json",
                    "post-message-base64.json",
                    "post-message-invalid.json",
                    "post-message-not-json.json"));

    private final SdkClients clients = new SdkClients(LIMITS);
    private final ApiGateway gateway;
    private final MessageIntake intake;

    /** What Lambda calls: wires the function from its environment. */
    public PostMessageHandler() {
        var environment = Environment.from(System.getenv());
        gateway = new ApiGateway(new AnswerFormat(environment.docsUrl()), environment.platform());
        intake = new MessageIntake(
                new MetadataSchema(), new SqsMessageQueue(clients.build(SqsClient.builder()), environment.queueUrl()));
        Primed.beforeSnapshot(this);
    }

    @Override
    public APIGatewayProxyResponseEvent handleRequest(APIGatewayProxyRequestEvent event, Context context) {
        return gateway.answer(
                event,
                context,
                caller -> intake.take(
                        caller,
                        new PostedBody(
                                ApiGateway.header(event, "Content-Type"),
                                ApiGateway.body(event),
                                ApiGateway.basePath(event))));
    }

    @Override
    public void prime() {
        SdkWarmUp.warmUp(SqsClient.class);
        try (var fakeAws = new FakeAws(new FakeSqs())) {
            clients.rehearse(fakeAws.address(), () -> PRIMING.play(this));
        }
    }

    @Override
    public void awake() {
        clients.connect();
    }
}
