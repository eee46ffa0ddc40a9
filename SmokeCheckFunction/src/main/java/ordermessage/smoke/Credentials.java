package ordermessage.smoke;

import ordermessage.json.JsonText;
import ordermessage.json.JsonValue.JsonObject;
import ordermessage.json.MalformedJsonException;

/** The id and the secret of an app client. */
public record Credentials(String clientId, String clientSecret) {

    /**
     * Reads the text of a secret: {@code {"client_id": "…", "client_secret": "…"}}.
     *
     * @param text null for a binary secret, which has another form
     * @throws IllegalArgumentException when the text has another form; the message contains nothing of the text
     */
    static Credentials read(String text) {
        try {
            if (text != null && JsonText.parse(text) instanceof JsonObject secret) {
                var clientId = secret.string("client_id");
                var clientSecret = secret.string("client_secret");
                if (clientId.isPresent() && clientSecret.isPresent()) {
                    return new Credentials(clientId.get(), clientSecret.get());
                }
            }
        } catch (MalformedJsonException e) {
            // The exception below says what the form must be. The cause could quote the secret.
        }
        throw new IllegalArgumentException(
                "The secret is not of the form {\"client_id\": \"…\", \"client_secret\": \"…\"}");
    }

    /** Hides the secret. */
    @Override
    public String toString() {
        return "Credentials[" + clientId + "]";
    }
}
