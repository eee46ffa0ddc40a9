package ordermessage.local.gateway;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;

/** What API Gateway itself answers, without or instead of the function. */
public enum GatewayError {
    /** A valid token is needed and was not given. */
    UNAUTHORIZED(401, "UnauthorizedException", "Unauthorized"),
    /** No such stage. */
    FORBIDDEN(403, "ForbiddenException", "Forbidden"),
    /** No such method or path; that is how API Gateway puts it. */
    MISSING_AUTHENTICATION_TOKEN(403, "MissingAuthenticationTokenException", "Missing Authentication Token"),
    /** The body has more than {@link RestApi#LARGEST_BODY} bytes. */
    REQUEST_TOO_LONG(413, "RequestTooLargeException", "Request Too Long"),
    /** The event made of the request is more than a function takes. */
    REQUEST_ENTITY_TOO_LARGE(413, "RequestTooLargeException", "Request Entity Too Large"),
    /** More requests than there is memory for; API Gateway says so when it throttles. */
    TOO_MANY_REQUESTS(429, "TooManyRequestsException", "Too Many Requests"),
    /** The function failed, or what it returned is no proxy response. */
    BAD_GATEWAY(502, "InternalServerErrorException", "Internal server error"),
    /** The function took longer than {@link RestApi#INTEGRATION_TIMEOUT}. */
    INTEGRATION_TIMEOUT(504, "InternalServerErrorException", "Endpoint request timed out");

    private final int status;
    private final String type;
    private final String message;

    GatewayError(int status, String type, String message) {
        this.status = status;
        this.type = type;
        this.message = message;
    }

    Response response() {
        var body = new JsonObject();
        body.addProperty("message", message);
        return Response.of(
                status,
                Map.of("Content-Type", List.of("application/json"), "x-amzn-ErrorType", List.of(type)),
                body.toString());
    }
}
