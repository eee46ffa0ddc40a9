package ordermessage.http;

/** The types of problems that the service itself answers with. Each has a section of its name in {@code docs/api.md}. */
public enum ProblemType {
    MALFORMED_BODY(400, "malformed-body", "The body is not a JSON document"),
    INVALID_MESSAGE(400, "invalid-message", "The message is not valid"),
    INVALID_MESSAGE_ID(400, "invalid-message-id", "The message id is not a UUID"),
    INVALID_PARAMETER(400, "invalid-parameter", "A parameter is not valid"),
    INVALID_CURSOR(400, "invalid-cursor", "The cursor is not valid"),
    UNAUTHORIZED(401, "unauthorized", "The request has no valid token"),
    FORBIDDEN(403, "forbidden", "The token does not allow this"),
    MESSAGE_NOT_FOUND(404, "message-not-found", "There is no such message"),
    CONFLICT(409, "conflict", "The message id is taken"),
    BODY_TOO_LARGE(413, "body-too-large", "The body is too large"),
    UNSUPPORTED_MEDIA_TYPE(415, "unsupported-media-type", "The body's media type is not JSON"),
    UNSUPPORTED_CONTENT_ENCODING(415, "unsupported-content-encoding", "The body's content encoding is not supported"),
    INTERNAL_ERROR(500, "internal-error", "The service failed"),
    SERVICE_UNAVAILABLE(503, "service-unavailable", "The service cannot do this now");

    private final int status;
    private final String anchor;
    private final String title;

    ProblemType(int status, String anchor, String title) {
        this.status = status;
        this.anchor = anchor;
        this.title = title;
    }

    public int status() {
        return status;
    }

    /** Returns the name of the section in the documentation; it never changes. */
    public String anchor() {
        return anchor;
    }

    public String title() {
        return title;
    }
}
