package ordermessage.local.gateway;

import com.google.gson.JsonObject;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ordermessage.local.template.Resource;

/**
 * Writes a line for each request in the format that the template gives to the access log. A variable without a value is
 * {@code -}, as on AWS.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-variables-for-access-logging.html">
 *     Variables for access logging for API Gateway</a>
 */
public final class AccessLog implements RequestListener {
    private static final Pattern VARIABLE = Pattern.compile("\\$context((?:\\.\\w+)+)");
    private static final String CLAIMS = "authorizer.claims.";
    private static final String NO_VALUE = "-";

    /**
     * The values that the log has as they are. Any other value could end a line or a JSON text, so the log has {@code -} in its
     * place. API Gateway refuses a request whose method is such a value.
     */
    private static final Pattern SAFE = Pattern.compile("[ -~&&[^\"\\\\]]+");

    private final String format;
    private final Consumer<String> output;

    /** @param output receives each line */
    public AccessLog(Resource.AccessLog log, Consumer<String> output) {
        this.format = log.format();
        this.output = output;
    }

    @Override
    public void answered(HandledRequest handled) {
        // The log belongs to the stage, and such a request has reached none.
        if (!handled.error().equals(Optional.of(GatewayError.FORBIDDEN))) {
            output.accept(line(handled));
        }
    }

    private String line(HandledRequest handled) {
        return VARIABLE.matcher(format).replaceAll(variable -> {
            var value = value(variable.group(1).substring(1), handled)
                    .map(String::valueOf)
                    .filter(SAFE.asMatchPredicate())
                    .orElse(NO_VALUE);
            return Matcher.quoteReplacement(value);
        });
    }

    private static Optional<?> value(String variable, HandledRequest handled) {
        var request = handled.request();
        return switch (variable) {
            case "requestId", "extendedRequestId" -> Optional.of(request.id());
            case "requestTime" -> Optional.of(request.formattedTime());
            case "requestTimeEpoch" -> Optional.of(request.time().toEpochMilli());
            case "httpMethod" -> Optional.of(request.method());
            case "resourcePath" -> handled.route().map(Resource.Route::path);
            case "identity.sourceIp" -> Optional.of(request.sourceIp());
            case "status" -> Optional.of(handled.status());
            case "error.responseType" -> handled.error().flatMap(GatewayError::type);
            case "integration.status" -> handled.integrationStatus();
            case "integration.latency" -> handled.integrationLatency().map(duration -> duration.toMillis());
            case "responseLatency" -> Optional.of(handled.latency().toMillis());
            case "responseLength" -> Optional.of(handled.length());
            default -> claim(variable, handled.authorizer());
        };
    }

    private static Optional<String> claim(String variable, JsonObject authorizer) {
        return variable.startsWith(CLAIMS) && authorizer.has("claims")
                ? Optional.ofNullable(authorizer.getAsJsonObject("claims").get(variable.substring(CLAIMS.length())))
                        .map(claim -> claim.getAsString())
                : Optional.empty();
    }
}
