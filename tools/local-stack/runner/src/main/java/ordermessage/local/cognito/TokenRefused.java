package ordermessage.local.cognito;

/** The token endpoint refuses a request. */
final class TokenRefused extends Exception {
    private static final long serialVersionUID = 1;

    private final OAuthError error;

    TokenRefused(OAuthError error) {
        super(error.code(), null, false, false);
        this.error = error;
    }

    OAuthError error() {
        return error;
    }
}
