package ordermessage.local.cognito;

import java.util.Objects;

/**
 * A secret of an app client, without its value.
 *
 * @param id the id that Cognito's API gives to it
 * @param createdMillis when it was created, in milliseconds since the epoch
 * @param sha256 the SHA-256 of its value, in hexadecimal digits
 */
record ClientSecret(String id, long createdMillis, String sha256) {
    ClientSecret {
        Objects.requireNonNull(id);
        Objects.requireNonNull(sha256);
    }
}
