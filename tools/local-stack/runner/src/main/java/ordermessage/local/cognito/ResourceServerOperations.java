package ordermessage.local.cognito;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;

/** The operations of Cognito's API on the resource servers of a user pool. */
final class ResourceServerOperations {
    static final int MAX_SCOPES = 100;
    static final int MAX_SERVERS = 25;

    private static final int MAX_RESULTS = 50;
    private static final String IDENTIFIER = "[\\x21\\x23-\\x5B\\x5D-\\x7E]+";
    private static final String NAME = "[\\w\\s+=,.@-]+";
    private static final String SCOPE_NAME = "[\\x21\\x23-\\x2E\\x30-\\x5B\\x5D-\\x7E]+";
    private static final String ANY_TEXT = "(?s).+";
    private static final int MAX_LENGTH = 256;

    private ResourceServerOperations() {}

    static JsonObject create(ClientRegistry registry, ApiRequest request) throws ApiException {
        var server = server(registry, request);
        if (registry.resourceServer(request.required("Identifier")).isPresent()) {
            throw ApiException.invalid("The user pool has a resource server with this identifier");
        }
        if (registry.resourceServers().size() >= MAX_SERVERS) {
            throw ApiException.limit("A user pool has at most " + MAX_SERVERS + " resource servers");
        }
        return put(registry, server);
    }

    static JsonObject update(ClientRegistry registry, ApiRequest request) throws ApiException {
        existing(registry, request);
        return put(registry, server(registry, request));
    }

    static JsonObject describe(ClientRegistry registry, ApiRequest request) throws ApiException {
        return answer(existing(registry, request));
    }

    static JsonObject list(ClientRegistry registry, ApiRequest request) throws ApiException {
        return Page.of(request, "ResourceServers", registry.resourceServers(), MAX_RESULTS);
    }

    /** Makes a resource server of the scopes in a template. */
    static JsonObject declared(String poolId, String identifier, List<String> scopes) {
        var server = server(poolId, identifier, identifier);
        scopes.forEach(name -> server.getAsJsonArray("Scopes").add(scope(name, name)));
        return server;
    }

    private static JsonObject existing(ClientRegistry registry, ApiRequest request) throws ApiException {
        return registry.resourceServer(request.required("Identifier"))
                .orElseThrow(() -> ApiException.notFound("The user pool has no such resource server"));
    }

    private static JsonObject put(ClientRegistry registry, JsonObject server) {
        registry.putResourceServer(server);
        return answer(server);
    }

    private static JsonObject answer(JsonObject server) {
        var answer = new JsonObject();
        answer.add("ResourceServer", server);
        return answer;
    }

    private static JsonObject server(ClientRegistry registry, ApiRequest request) throws ApiException {
        var scopes = request.parts("Scopes");
        if (scopes.size() > MAX_SCOPES) {
            throw ApiException.invalid("A resource server has at most " + MAX_SCOPES + " scopes");
        }
        var server = server(
                registry.poolId(),
                request.matching("Identifier", IDENTIFIER, MAX_LENGTH),
                request.matching("Name", NAME, MAX_LENGTH));
        for (var scope : scopes) {
            server.getAsJsonArray("Scopes")
                    .add(scope(
                            scope.matching("ScopeName", SCOPE_NAME, MAX_LENGTH),
                            scope.matching("ScopeDescription", ANY_TEXT, MAX_LENGTH)));
        }
        return server;
    }

    private static JsonObject server(String poolId, String identifier, String name) {
        var server = new JsonObject();
        server.addProperty("UserPoolId", poolId);
        server.addProperty("Identifier", identifier);
        server.addProperty("Name", name);
        server.add("Scopes", new JsonArray());
        return server;
    }

    private static JsonObject scope(String name, String description) {
        var scope = new JsonObject();
        scope.addProperty("ScopeName", name);
        scope.addProperty("ScopeDescription", description);
        return scope;
    }
}
