package ordermessage.local.template;

/**
 * The kinds of answers that API Gateway gives itself, without a function: <a
 * href="https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html">gateway response
 * types</a>.
 */
public enum GatewayResponseType {
    ACCESS_DENIED(403),
    API_CONFIGURATION_ERROR(500),
    AUTHORIZER_CONFIGURATION_ERROR(500),
    AUTHORIZER_FAILURE(500),
    BAD_REQUEST_BODY(400),
    BAD_REQUEST_PARAMETERS(400),
    /** For all types below 500 that the template does not define, and for errors that have no type. */
    DEFAULT_4XX(400),
    /** For all types from 500 that the template does not define, and for errors that have no type. */
    DEFAULT_5XX(500),
    EXPIRED_TOKEN(403),
    INTEGRATION_FAILURE(504),
    INTEGRATION_TIMEOUT(504),
    INVALID_API_KEY(403),
    INVALID_SIGNATURE(403),
    MISSING_AUTHENTICATION_TOKEN(403),
    QUOTA_EXCEEDED(429),
    REQUEST_TOO_LARGE(413),
    RESOURCE_NOT_FOUND(404),
    THROTTLED(429),
    UNAUTHORIZED(401),
    UNSUPPORTED_MEDIA_TYPE(415),
    WAF_FILTERED(403);

    /** The HTTP status when the template sets none. */
    private final int status;

    GatewayResponseType(int status) {
        this.status = status;
    }

    /** Returns the type that stands for this one when the template does not define this one. */
    public GatewayResponseType fallback() {
        return status < 500 ? DEFAULT_4XX : DEFAULT_5XX;
    }
}
