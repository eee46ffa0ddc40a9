package ordermessage.local.cognito;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import ordermessage.local.gateway.Authorizer;
import ordermessage.local.template.Resource;
import ordermessage.local.template.Stack;

/** The user pools of a local stack. They have keys and clients, but no users: anyone can get a token. */
public final class UserPools {
    private final Map<String, RSAKey> keys = new LinkedHashMap<>();
    private final Stack stack;

    /**
     * Creates the user pools of a stack.
     *
     * @param folder the folder with the keys; keys that do not exist are created
     * @throws IllegalStateException when a key file does not contain a key
     */
    public UserPools(Stack stack, Path folder) {
        this.stack = stack;
        stack.userPools()
                .forEach(pool ->
                        keys.put(pool.logicalId(), SigningKey.readOrCreate(folder.resolve(pool.id() + ".json"))));
    }

    /**
     * Issues an ID token of a user of a company for the template's first client.
     *
     * @param companyId the value of the claim {@code custom:company_id}; any text
     * @throws IllegalStateException when the template has no {@code AWS::Cognito::UserPoolClient}
     */
    public String token(String companyId) {
        var client = stack.userPoolClients().stream()
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("The template has no AWS::Cognito::UserPoolClient"));
        var pool = pool(client.userPool());
        return new TokenIssuer(pool.issuer(), keys.get(pool.logicalId())).token(client, companyId);
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

    private TokenVerifier verifier(Resource.UserPool pool) {
        return new TokenVerifier(pool.issuer(), clients(pool), publicKeys(pool));
    }

    private JWKSet publicKeys(Resource.UserPool pool) {
        return new JWKSet(List.of(keys.get(pool.logicalId()))).toPublicJWKSet();
    }

    private Set<String> clients(Resource.UserPool pool) {
        return stack.userPoolClients().stream()
                .filter(client -> client.userPool().equals(pool.logicalId()))
                .map(Resource.UserPoolClient::id)
                .collect(Collectors.toSet());
    }

    private Resource.UserPool pool(String logicalId) {
        return stack.userPools().stream()
                .filter(pool -> pool.logicalId().equals(logicalId))
                .findFirst()
                .orElseThrow();
    }
}
