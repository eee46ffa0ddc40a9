package ordermessage.local.cognito;

import com.google.gson.JsonObject;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The endpoint {@code /oauth2/token} of the user pools. It has the client credentials grant only. */
final class TokenEndpoint {
    static final String GRANT_TYPE = "client_credentials";

    private static final String CONTENT_TYPE = "application/x-www-form-urlencoded";

    private final Collection<ClientRegistry> registries;
    private final Map<String, TokenIssuer> issuers;

    /** Compared with the secret of a client that does not exist. No secret has this SHA-256. */
    private static final List<ClientSecret> NO_SECRET = List.of(new ClientSecret("none", 0, "0".repeat(64)));

    private record Client(String poolId, AppClient client) {}

    /**
     * Creates the endpoint. It finds a client's pool by the client's id, because ids are unique.
     *
     * @param issuers the issuer of each user pool by the pool's id
     */
    TokenEndpoint(Collection<ClientRegistry> registries, Map<String, TokenIssuer> issuers) {
        this.registries = registries;
        this.issuers = issuers;
    }

    /**
     * Answers a request in the steps below. For a request with several faults, the order decides which error the client
     * gets.
     *
     * <ol>
     *   <li>Read the request.
     *   <li>Authenticate the client.
     *   <li>Check that the client may use the grant.
     *   <li>Choose the scopes.
     *   <li>Issue the token.
     * </ol>
     *
     * @param authorization the header {@code Authorization}; null if there is none
     */
    HttpAnswer answer(String authorization, String contentType, String body) {
        try {
            if (!contentType.split(";", 2)[0].strip().equalsIgnoreCase(CONTENT_TYPE)) {
                throw new TokenRefusedException(OAuthError.INVALID_REQUEST);
            }
            return success(TokenRequest.read(authorization, body)); // 1
        } catch (TokenRefusedException e) {
            return refusal(e.error(), authorization != null);
        } catch (ApiException e) {
            throw new IllegalStateException("The stored settings of an app client are not valid", e);
        }
    }

    private HttpAnswer success(TokenRequest request) throws TokenRefusedException, ApiException {
        var client = authenticated(request); // 2
        var settings = new ApiRequest(client.client().settings());
        checkGrant(request, settings); // 3
        var scopes = scopes(client.poolId(), request, settings); // 4
        var validity = TokenValidity.of(settings);
        var token = issuers.get(client.poolId()).token(client.client().id(), scopes, validity); // 5
        var answer = new JsonObject();
        answer.addProperty("access_token", token);
        answer.addProperty("expires_in", validity.toSeconds());
        answer.addProperty("token_type", "Bearer");
        return answer(200, Map.of(), answer);
    }

    /** Compares the secret even if there is no such client, so that the time does not show which clients exist. */
    private Client authenticated(TokenRequest request) throws TokenRefusedException {
        if (request.clientId().isEmpty()) {
            throw new TokenRefusedException(request.basic() ? OAuthError.INVALID_CLIENT : OAuthError.INVALID_REQUEST);
        }
        var client = registries.stream()
                .flatMap(registry ->
                        registry.client(request.clientId()).stream().map(found -> new Client(registry.poolId(), found)))
                .findFirst();
        var secrets = client.map(found -> found.client().secrets()).orElse(NO_SECRET);
        if (!Secrets.matches(request.clientSecret(), secrets)) {
            throw new TokenRefusedException(OAuthError.INVALID_CLIENT);
        }
        return client.orElseThrow();
    }

    private static void checkGrant(TokenRequest request, ApiRequest settings)
            throws TokenRefusedException, ApiException {
        if (request.grantType().isEmpty()) {
            throw new TokenRefusedException(OAuthError.INVALID_REQUEST);
        }
        if (!request.grantType().equals(GRANT_TYPE)) {
            throw new TokenRefusedException(OAuthError.UNSUPPORTED_GRANT_TYPE);
        }
        if (!settings.flag("AllowedOAuthFlowsUserPoolClient")
                || !settings.texts("AllowedOAuthFlows").contains(GRANT_TYPE)) {
            throw new TokenRefusedException(OAuthError.UNAUTHORIZED_CLIENT);
        }
    }

    private Set<String> scopes(String poolId, TokenRequest request, ApiRequest settings)
            throws TokenRefusedException, ApiException {
        var allowed = new LinkedHashSet<>(settings.texts("AllowedOAuthScopes"));
        allowed.removeIf(scope -> registries.stream()
                .noneMatch(registry -> registry.poolId().equals(poolId) && registry.hasScope(scope)));
        if (request.scope().isBlank()) {
            return allowed;
        }
        var wanted = new LinkedHashSet<>(List.of(request.scope().split(" ", -1)));
        if (!allowed.containsAll(wanted)) {
            throw new TokenRefusedException(OAuthError.INVALID_SCOPE);
        }
        return wanted;
    }

    private static HttpAnswer refusal(OAuthError error, boolean basic) {
        var answer = new JsonObject();
        answer.addProperty("error", error.code());
        return error == OAuthError.INVALID_CLIENT && basic
                ? answer(401, Map.of("WWW-Authenticate", "Basic realm=\"token\""), answer)
                : answer(400, Map.of(), answer);
    }

    private static HttpAnswer answer(int status, Map<String, String> more, JsonObject body) {
        var headers = new HashMap<>(more);
        headers.putAll(Map.of(
                "Content-Type", "application/json;charset=UTF-8", "Cache-Control", "no-store", "Pragma", "no-cache"));
        return new HttpAnswer(status, headers, body.toString());
    }
}
