package ordermessage.local.cognito;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.Objects;

/**
 * An app client of a user pool.
 *
 * @param createdMillis when it was created, in milliseconds since the epoch
 * @param modifiedMillis when it was last updated, in milliseconds since the epoch
 * @param settings the members that Cognito's API takes and returns, such as {@code AllowedOAuthScopes}
 * @param secrets its secrets, the oldest first; empty for a public client
 */
record AppClient(String id, long createdMillis, long modifiedMillis, JsonObject settings, List<ClientSecret> secrets) {
    AppClient {
        Objects.requireNonNull(id);
        Objects.requireNonNull(settings);
        secrets = List.copyOf(secrets);
    }
}
