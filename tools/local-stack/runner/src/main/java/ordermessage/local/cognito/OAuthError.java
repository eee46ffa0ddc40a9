package ordermessage.local.cognito;

/** The reasons of RFC 6749, section 5.2, for which a token endpoint refuses a request. */
enum OAuthError {
    INVALID_REQUEST("invalid_request"),
    INVALID_CLIENT("invalid_client"),
    UNAUTHORIZED_CLIENT("unauthorized_client"),
    UNSUPPORTED_GRANT_TYPE("unsupported_grant_type"),
    INVALID_SCOPE("invalid_scope");

    private final String code;

    OAuthError(String code) {
        this.code = code;
    }

    String code() {
        return code;
    }
}
