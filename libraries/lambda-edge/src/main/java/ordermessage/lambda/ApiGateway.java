package ordermessage.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import ordermessage.http.Answer;
import ordermessage.http.AnswerFormat;
import ordermessage.http.Authorization;
import ordermessage.http.Caller;
import ordermessage.http.Problem;
import ordermessage.http.ProblemType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.lambda.powertools.logging.PowertoolsLogging;

/** The edge to API Gateway: its proxy events in, its proxy responses out, and nothing of a failure but its id. */
public final class ApiGateway {
    private static final Logger LOG = LoggerFactory.getLogger(ApiGateway.class);

    private final AnswerFormat format;
    private final Platform platform;

    public ApiGateway(AnswerFormat format, Platform platform) {
        this.format = format;
        this.platform = platform;
    }

    /**
     * Answers the event: with 401 or 403 when its token does not say whom it acts for, else with what the function makes
     * of that caller, and with 500 when it fails.
     */
    public APIGatewayProxyResponseEvent answer(
            APIGatewayProxyRequestEvent event, Context context, Function<Caller, Answer> answer) {
        return PowertoolsLogging.withLogging(context, () -> {
            var formatted = format.format(guarded(() -> authorized(event, answer)), requestId(event, context));
            return new APIGatewayProxyResponseEvent()
                    .withStatusCode(formatted.status())
                    .withHeaders(formatted.headers())
                    .withBody(formatted.body())
                    .withIsBase64Encoded(false);
        });
    }

    private Answer authorized(APIGatewayProxyRequestEvent event, Function<Caller, Answer> answer) {
        return switch (claims(event).map(Authorization::byClaims).orElseGet(platform::withoutClaims)) {
            case Authorization.Granted(var caller) -> answer.apply(caller);
            case Authorization.Denied(var refusal) -> refusal;
        };
    }

    /** What the API's authorizer has verified. */
    private static Optional<Map<?, ?>> claims(APIGatewayProxyRequestEvent event) {
        return Optional.ofNullable(event.getRequestContext())
                .map(APIGatewayProxyRequestEvent.ProxyRequestContext::getAuthorizer)
                .map(authorizer -> authorizer.get("claims") instanceof Map<?, ?> claims ? claims : null);
    }

    /** The last line of defence: what nobody foresaw becomes a 500 of the usual shape, not the gateway's bare 502. */
    private static Answer guarded(Supplier<Answer> answer) {
        try {
            return answer.get();
        } catch (RuntimeException e) {
            LOG.error("The request failed", e);
            return Answer.refusal(new Problem(
                    ProblemType.INTERNAL_ERROR,
                    "The request failed for a reason of the service's own. It is safe to send it again."));
        }
    }

    /** The body's bytes as they came over the wire; none for no body. */
    public static ByteBuffer body(APIGatewayProxyRequestEvent event) {
        if (event.getBody() == null) {
            return ByteBuffer.allocate(0);
        }
        return ByteBuffer.wrap(
                Boolean.TRUE.equals(event.getIsBase64Encoded())
                        ? Base64.getDecoder().decode(event.getBody())
                        : event.getBody().getBytes(StandardCharsets.UTF_8));
    }

    public static Optional<String> header(APIGatewayProxyRequestEvent event, String name) {
        return Optional.ofNullable(event.getHeaders()).orElse(Map.of()).entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /** What stands before a route without parameters in the caller's URL: {@code /prod}, or a custom domain's base path. */
    public static String basePath(APIGatewayProxyRequestEvent event) {
        var context = event.getRequestContext();
        boolean known = context != null && context.getPath() != null && event.getResource() != null;
        return known && context.getPath().endsWith(event.getResource())
                ? context.getPath()
                        .substring(
                                0,
                                context.getPath().length() - event.getResource().length())
                : "";
    }

    private static String requestId(APIGatewayProxyRequestEvent event, Context context) {
        return Optional.ofNullable(event.getRequestContext())
                .map(APIGatewayProxyRequestEvent.ProxyRequestContext::getRequestId)
                .orElseGet(context::getAwsRequestId);
    }
}
