package ordermessage.local.cognito;

/** An error that Cognito's API answers. */
final class ApiError extends Exception {
    private static final long serialVersionUID = 1;

    private final String type;

    /**
     * Creates the error.
     *
     * @param type the name of the error in Cognito's API, such as {@code ResourceNotFoundException}
     * @param message the message for the caller; it does not repeat what was sent
     */
    ApiError(String type, String message) {
        super(message, null, false, false);
        this.type = type;
    }

    static ApiError invalid(String message) {
        return new ApiError("InvalidParameterException", message);
    }

    static ApiError notFound(String message) {
        return new ApiError("ResourceNotFoundException", message);
    }

    static ApiError limit(String message) {
        return new ApiError("LimitExceededException", message);
    }

    String type() {
        return type;
    }
}
