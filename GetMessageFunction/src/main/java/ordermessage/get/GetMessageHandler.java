package ordermessage.get;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import ordermessage.aws.SdkClient;
import ordermessage.http.AnswerFormat;
import ordermessage.lambda.ApiGateway;
import ordermessage.lambda.Primed;
import ordermessage.store.DynamoDbIndexedMessages;
import ordermessage.store.S3ArchivedTexts;
import software.amazon.awssdk.core.warmup.SdkWarmUp;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

/** {@code GET /message/{message_id}}: the entry point that Lambda calls. */
public final class GetMessageHandler
        implements RequestHandler<APIGatewayProxyRequestEvent, APIGatewayProxyResponseEvent>, Primed {
    private static final Duration ATTEMPT = Duration.ofSeconds(2);
    private static final Duration CALL = Duration.ofSeconds(4);

    private final ApiGateway gateway;
    private final MessageLookup lookup;

    /** What Lambda calls: wires the function from its environment. */
    public GetMessageHandler() {
        this(Environment.from(System.getenv()));
    }

    private GetMessageHandler(Environment environment) {
        this(
                new ApiGateway(new AnswerFormat(environment.docsUrl()), environment.platform()),
                new MessageLookup(
                        new DynamoDbIndexedMessages(
                                SdkClient.build(DynamoDbClient.builder(), ATTEMPT, CALL), environment.tableName()),
                        new S3ArchivedTexts(
                                SdkClient.build(S3Client.builder(), ATTEMPT, CALL), environment.bucketName())));
    }

    GetMessageHandler(ApiGateway gateway, MessageLookup lookup) {
        this.gateway = gateway;
        this.lookup = lookup;
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
        SdkWarmUp.warmUp(DynamoDbClient.class);
        SdkWarmUp.warmUp(S3Client.class);
    }
}
