package ordermessage.local.cognito;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.Optional;

/** The operations of Cognito's API on the app clients of a user pool. */
final class AppClientOperations {
    static final int MAX_CLIENTS = 1_000;

    private static final int MAX_RESULTS = 60;
    private static final String NAME = "[\\w\\s+=,.@-]+";
    private static final int MAX_NAME_LENGTH = 128;

    private AppClientOperations() {}

    static JsonObject create(ClientRegistry registry, ApiRequest request) throws ApiException {
        if (registry.clients().size() >= MAX_CLIENTS) {
            throw ApiException.limit("A user pool has at most " + MAX_CLIENTS + " app clients");
        }
        request.required("ClientName");
        var id = Secrets.newClientId();
        var secret = request.flag("GenerateSecret") ? Optional.of(Secrets.newSecret()) : Optional.<String>empty();
        check(registry, request, secret.isPresent());
        var now = System.currentTimeMillis();
        var secrets = secret.stream()
                .map(value -> ClientSecretOperations.secret(id, now, value))
                .toList();
        var client = new AppClient(id, now, now, settings(request), secrets);
        registry.put(client);
        var answer = answer(registry, client);
        secret.ifPresent(value -> answer.getAsJsonObject("UserPoolClient").addProperty("ClientSecret", value));
        return answer;
    }

    /** Replaces all settings, as Cognito does: a setting that the request leaves out gets its default. */
    static JsonObject update(ClientRegistry registry, ApiRequest request) throws ApiException {
        var old = existing(registry, request);
        check(registry, request, !old.secrets().isEmpty());
        var settings = settings(request);
        if (!settings.has("ClientName")) {
            settings.add("ClientName", old.settings().get("ClientName"));
        }
        var client = new AppClient(old.id(), old.createdMillis(), System.currentTimeMillis(), settings, old.secrets());
        registry.put(client);
        return answer(registry, client);
    }

    /** Unlike Cognito, returns no secret: the registry does not have it. */
    static JsonObject describe(ClientRegistry registry, ApiRequest request) throws ApiException {
        return answer(registry, existing(registry, request));
    }

    static JsonObject list(ClientRegistry registry, ApiRequest request) throws ApiException {
        var entries = registry.clients().stream()
                .map(client -> description(registry, client))
                .toList();
        return Page.of(request, "UserPoolClients", entries, MAX_RESULTS);
    }

    static JsonObject delete(ClientRegistry registry, ApiRequest request) throws ApiException {
        registry.remove(existing(registry, request));
        return new JsonObject();
    }

    static AppClient existing(ClientRegistry registry, ApiRequest request) throws ApiException {
        return registry.client(request.required("ClientId"))
                .orElseThrow(() -> ApiException.notFound("The user pool has no such app client"));
    }

    private static void check(ClientRegistry registry, ApiRequest request, boolean hasSecret) throws ApiException {
        if (request.text("ClientName").isPresent()) {
            request.matching("ClientName", NAME, MAX_NAME_LENGTH);
        }
        var scopes = request.texts("AllowedOAuthScopes");
        var flows = request.texts("AllowedOAuthFlows");
        for (var scope : scopes) {
            if (!registry.hasScope(scope)) {
                throw new ApiException("ScopeDoesNotExistException", "A scope does not exist");
            }
        }
        if (request.flag("AllowedOAuthFlowsUserPoolClient") && (scopes.isEmpty() || flows.isEmpty())) {
            throw ApiException.invalid("AllowedOAuthFlows and AllowedOAuthScopes are required for OAuth");
        }
        if (flows.contains(TokenEndpoint.GRANT_TYPE)
                && (!hasSecret || !flows.equals(List.of(TokenEndpoint.GRANT_TYPE)))) {
            throw new ApiException(
                    "InvalidOAuthFlowException", "client_credentials needs a secret and excludes other flows");
        }
        TokenValidity.of(request);
    }

    private static JsonObject settings(ApiRequest request) {
        return request.without("UserPoolId", "ClientId", "GenerateSecret", "ClientSecret");
    }

    private static JsonObject answer(ClientRegistry registry, AppClient client) {
        var members = client.settings().deepCopy();
        members.addProperty("UserPoolId", registry.poolId());
        members.addProperty("ClientId", client.id());
        members.addProperty("CreationDate", client.createdMillis() / 1000.0);
        members.addProperty("LastModifiedDate", client.modifiedMillis() / 1000.0);
        var answer = new JsonObject();
        answer.add("UserPoolClient", members);
        return answer;
    }

    private static JsonObject description(ClientRegistry registry, AppClient client) {
        var description = new JsonObject();
        description.addProperty("ClientId", client.id());
        description.addProperty("UserPoolId", registry.poolId());
        description.add("ClientName", client.settings().get("ClientName"));
        return description;
    }
}
