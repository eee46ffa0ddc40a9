package ordermessage.local.cognito;

/** The token endpoint refuses a request. */
final class TokenRefusedException extends Exception {
    private static final long serialVersionUID = 1;

    private final OAuthError error;

    TokenRefusedException(OAuthError error) {
        super(error.code(), null, false, false);
        this.error = error;
    }

    OAuthError error() {
        return error;
    }
}
