package ordermessage.companies;

import java.util.Optional;

/**
 * The credentials of an app client.
 *
 * @param secret a secret that was created now; empty if none was, because an existing secret is never shown
 */
public record Credentials(String clientId, Optional<String> secret) {
    /** Hides the secret. */
    @Override
    public String toString() {
        return "Credentials[" + clientId + "]";
    }
}
