package ordermessage.local.cognito;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** The operations of Cognito's API on the secrets of an app client. */
final class ClientSecretOperations {
    static final int MAX_SECRETS = 2;

    private ClientSecretOperations() {}

    static JsonObject add(ClientRegistry registry, ApiRequest request) throws ApiException {
        var client = AppClientOperations.existing(registry, request);
        if (client.secrets().isEmpty()) {
            throw ApiException.invalid("A public app client has no secrets");
        }
        if (client.secrets().size() >= MAX_SECRETS) {
            throw ApiException.limit("An app client has at most " + MAX_SECRETS + " secrets");
        }
        var value = Secrets.newSecret();
        // Two secrets of the same millisecond would have the same id.
        var created =
                Math.max(System.currentTimeMillis(), client.secrets().getLast().createdMillis() + 1);
        var secret = secret(client.id(), created, value);
        var secrets = new ArrayList<>(client.secrets());
        secrets.add(secret);
        put(registry, client, secrets);
        var descriptor = descriptor(secret);
        descriptor.addProperty("ClientSecretValue", value);
        var answer = new JsonObject();
        answer.add("ClientSecretDescriptor", descriptor);
        return answer;
    }

    static JsonObject list(ClientRegistry registry, ApiRequest request) throws ApiException {
        var secrets = new JsonArray();
        AppClientOperations.existing(registry, request).secrets().forEach(secret -> secrets.add(descriptor(secret)));
        var answer = new JsonObject();
        answer.add("ClientSecrets", secrets);
        return answer;
    }

    static JsonObject delete(ClientRegistry registry, ApiRequest request) throws ApiException {
        var client = AppClientOperations.existing(registry, request);
        var id = request.required("ClientSecretId");
        var others = client.secrets().stream()
                .filter(secret -> !secret.id().equals(id))
                .toList();
        if (others.size() == client.secrets().size()) {
            throw ApiException.notFound("The app client has no such secret");
        }
        if (others.isEmpty()) {
            throw ApiException.invalid("The last secret of an app client cannot be deleted");
        }
        put(registry, client, others);
        return new JsonObject();
    }

    /** Makes a secret with an id of the form that Cognito documents. */
    static ClientSecret secret(String clientId, long createdMillis, String value) {
        return new ClientSecret(clientId + "--" + createdMillis, createdMillis, Secrets.sha256(value));
    }

    private static void put(ClientRegistry registry, AppClient client, List<ClientSecret> secrets) {
        registry.put(new AppClient(
                client.id(), client.createdMillis(), client.modifiedMillis(), client.settings(), secrets));
    }

    private static JsonObject descriptor(ClientSecret secret) {
        var descriptor = new JsonObject();
        descriptor.addProperty("ClientSecretId", secret.id());
        descriptor.addProperty("ClientSecretCreateDate", secret.createdMillis() / 1000.0);
        return descriptor;
    }
}
