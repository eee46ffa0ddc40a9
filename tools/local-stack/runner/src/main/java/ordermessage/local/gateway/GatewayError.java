package ordermessage.local.gateway;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;

/** The errors that API Gateway itself returns instead of a response from the function. */
public enum GatewayError {
    /** The request has no valid token. */
    UNAUTHORIZED(401, "UnauthorizedException", "Unauthorized"),
    /** The stage does not exist. */
    FORBIDDEN(403, "ForbiddenException", "Forbidden"),
    /** The method or path does not exist. API Gateway uses this message for it. */
    MISSING_AUTHENTICATION_TOKEN(403, "MissingAuthenticationTokenException", "Missing Authentication Token"),
    /** The body has more than {@link RestApi#MAX_BODY_BYTES} bytes. */
    REQUEST_TOO_LONG(413, "RequestTooLargeException", "Request Too Long"),
    /** The event has more bytes than a function accepts. */
    REQUEST_ENTITY_TOO_LARGE(413, "RequestTooLargeException", "Request Entity Too Large"),
    /** There is not enough memory for the request. API Gateway returns this error when it throttles. */
    TOO_MANY_REQUESTS(429, "TooManyRequestsException", "Too Many Requests"),
    /** The function failed, or did not return a valid proxy response. */
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
