package ordermessage.local.cognito;

/** An error that Cognito's API answers. */
final class ApiException extends Exception {
    private static final long serialVersionUID = 1;

    private final String type;

    /**
     * Creates the error.
     *
     * @param type the name of the error in Cognito's API, such as {@code ResourceNotFoundException}
     * @param message the message for the caller; it does not repeat what was sent
     */
    ApiException(String type, String message) {
        super(message, null, false, false);
        this.type = type;
    }

    static ApiException invalid(String message) {
        return new ApiException("InvalidParameterException", message);
    }

    static ApiException notFound(String message) {
        return new ApiException("ResourceNotFoundException", message);
    }

    static ApiException limit(String message) {
        return new ApiException("LimitExceededException", message);
    }

    String type() {
        return type;
    }
}
