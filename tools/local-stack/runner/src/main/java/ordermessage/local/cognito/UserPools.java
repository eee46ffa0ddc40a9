package ordermessage.local.cognito;

import com.nimbusds.jose.jwk.JWKSet;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import ordermessage.local.gateway.Authorizer;
import ordermessage.local.template.Resource;
import ordermessage.local.template.Stack;

/** The user pools of a local stack, with their keys and app clients. They have no users. */
public final class UserPools {
    /** The validity of tokens that are issued without an app client. */
    public static final Duration VALIDITY = Duration.ofHours(1);

    private final Map<String, TokenIssuer> issuers = new LinkedHashMap<>();
    private final Stack stack;
    private final Path folder;

    /**
     * Creates the user pools of a stack.
     *
     * @param folder the folder with the app clients and with the files of the keys
     * @param signingKeys gives each pool its key
     * @throws IllegalStateException when a key file does not contain a key
     */
    public UserPools(Stack stack, Path folder, SigningKeys signingKeys) {
        this.stack = stack;
        this.folder = folder;
        for (var pool : stack.userPools()) {
            var key = signingKeys.of(folder.resolve(pool.id() + ".json"));
            issuers.put(pool.logicalId(), new TokenIssuer(pool.issuer(), key));
        }
    }

    /**
     * Issues an access token of the first user pool without an app client.
     *
     * @param clientId the claims {@code sub} and {@code client_id}
     * @throws IllegalStateException when the template has no {@code AWS::Cognito::UserPool}
     */
    public String token(String clientId, Collection<String> scopes) {
        var pool = stack.userPools().stream()
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("The template has no AWS::Cognito::UserPool"));
        return issuer(pool).token(clientId, scopes, VALIDITY);
    }

    /** Returns the authorizer of an API. */
    public Authorizer authorizer(Resource.Api api) {
        return new TokenAuthorizer(
                api,
                stack.userPools().stream().collect(Collectors.toMap(Resource.UserPool::logicalId, this::verifier)));
    }

    /** Returns the public keys of each pool by its id. */
    Map<String, JWKSet> publicKeys() {
        return stack.userPools().stream().collect(Collectors.toMap(Resource.UserPool::id, this::publicKeys));
    }

    /** Returns the token issuer of each pool by its id. */
    Map<String, TokenIssuer> issuers() {
        return stack.userPools().stream().collect(Collectors.toMap(Resource.UserPool::id, this::issuer));
    }

    /**
     * Reads the app clients and resource servers of each pool, by its id. The resource servers of the template replace
     * those that were stored with the same identifier, as a deployment does.
     */
    Map<String, ClientRegistry> registries() {
        return stack.userPools().stream().collect(Collectors.toMap(Resource.UserPool::id, this::registry));
    }

    private ClientRegistry registry(Resource.UserPool pool) {
        var registry = new ClientRegistry(pool.id(), folder.resolve(pool.id() + "-clients.json"));
        stack.resourceServers().stream()
                .filter(server -> server.userPool().equals(pool.logicalId()))
                .map(server -> ResourceServerOperations.declared(pool.id(), server.identifier(), server.scopes()))
                .forEach(registry::putResourceServer);
        return registry;
    }

    private TokenIssuer issuer(Resource.UserPool pool) {
        return issuers.get(pool.logicalId());
    }

    private TokenVerifier verifier(Resource.UserPool pool) {
        return new TokenVerifier(pool.issuer(), publicKeys(pool), InstantSource.system());
    }

    private JWKSet publicKeys(Resource.UserPool pool) {
        return new JWKSet(issuer(pool).publicKey());
    }
}
