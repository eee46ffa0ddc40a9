package ordermessage.local.gateway;

import java.util.Optional;
import ordermessage.local.template.GatewayResponseType;

/** The errors that API Gateway itself answers with, and what it answers when the template does not define it. */
public enum GatewayError {
    /** The body cannot be read, because the request is not valid HTTP. */
    BAD_REQUEST(400, GatewayResponseType.BAD_REQUEST_BODY, "BadRequestException", "Bad Request"),
    /** The request has no valid token. */
    UNAUTHORIZED(401, GatewayResponseType.UNAUTHORIZED, "UnauthorizedException", "Unauthorized"),
    /** The stage does not exist. The template cannot define this answer, because it defines answers of its own stage. */
    FORBIDDEN(403, null, "ForbiddenException", "Forbidden"),
    /** The token has none of the scopes of the route. */
    ACCESS_DENIED(
            403,
            GatewayResponseType.ACCESS_DENIED,
            "AccessDeniedException",
            "User is not authorized to access this resource"),
    /** The method or path does not exist. API Gateway uses this message for it. */
    MISSING_AUTHENTICATION_TOKEN(
            403,
            GatewayResponseType.MISSING_AUTHENTICATION_TOKEN,
            "MissingAuthenticationTokenException",
            "Missing Authentication Token"),
    /** The same, for a request with the header {@code Authorization}: API Gateway tries to read a signature in it. */
    INCOMPLETE_SIGNATURE(
            403,
            GatewayResponseType.DEFAULT_4XX,
            "IncompleteSignatureException",
            "Invalid key=value pair (missing equal-sign) in Authorization header"),
    /** The body has more than {@link RestApi#MAX_BODY_BYTES} bytes. */
    REQUEST_TOO_LONG(413, GatewayResponseType.REQUEST_TOO_LARGE, "RequestTooLargeException", "Request Too Long"),
    /** The event has more bytes than a function accepts. */
    REQUEST_ENTITY_TOO_LARGE(
            413, GatewayResponseType.REQUEST_TOO_LARGE, "RequestTooLargeException", "Request Entity Too Large"),
    /** There is not enough memory for the request. API Gateway returns this error when it throttles. */
    TOO_MANY_REQUESTS(429, GatewayResponseType.THROTTLED, "TooManyRequestsException", "Too Many Requests"),
    /** The function failed, or did not return a valid proxy response. */
    BAD_GATEWAY(502, GatewayResponseType.INTEGRATION_FAILURE, "InternalServerErrorException", "Internal server error"),
    /** The function took longer than {@link IntegrationTimeout#DEFAULT}. */
    INTEGRATION_TIMEOUT(
            504, GatewayResponseType.INTEGRATION_TIMEOUT, "InternalServerErrorException", "Endpoint request timed out");

    private final int status;
    private final GatewayResponseType type;
    private final String errorType;
    private final String message;

    GatewayError(int status, GatewayResponseType type, String errorType, String message) {
        this.status = status;
        this.type = type;
        this.errorType = errorType;
        this.message = message;
    }

    int status() {
        return status;
    }

    /** Returns the type of the answer in the template; empty when the template cannot define the answer. */
    Optional<GatewayResponseType> type() {
        return Optional.ofNullable(type);
    }

    /** Returns the value of the header {@code x-amzn-ErrorType}. */
    String errorType() {
        return errorType;
    }

    String message() {
        return message;
    }
}
