package ordermessage.post;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import java.time.Duration;
import ordermessage.aws.SdkClient;
import ordermessage.http.AnswerFormat;
import ordermessage.lambda.ApiGateway;
import ordermessage.lambda.Primed;
import software.amazon.awssdk.core.warmup.SdkWarmUp;
import software.amazon.awssdk.services.sqs.SqsClient;

/** {@code POST /post-message}: the entry point that Lambda calls. */
public final class PostMessageHandler
        implements RequestHandler<APIGatewayProxyRequestEvent, APIGatewayProxyResponseEvent>, Primed {
    private static final Duration ATTEMPT = Duration.ofSeconds(2);
    private static final Duration CALL = Duration.ofSeconds(7);

    private final ApiGateway gateway;
    private final MessageIntake intake;

    /** What Lambda calls: wires the function from its environment. */
    public PostMessageHandler() {
        this(Environment.from(System.getenv()));
    }

    private PostMessageHandler(Environment environment) {
        var sqs = SdkClient.build(SqsClient.builder(), ATTEMPT, CALL);
        this(
                new ApiGateway(new AnswerFormat(environment.docsUrl()), environment.platform()),
                new MessageIntake(new MetadataSchema(), new SqsMessageQueue(sqs, environment.queueUrl())));
    }

    PostMessageHandler(ApiGateway gateway, MessageIntake intake) {
        this.gateway = gateway;
        this.intake = intake;
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
    }
}
