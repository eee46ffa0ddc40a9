package ordermessage.companies;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ClientSecretDescriptorType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ExplicitAuthFlowsType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.OAuthFlowType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.PreventUserExistenceErrorTypes;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ResourceNotFoundException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.TimeUnitsType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.TokenValidityUnitsType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolClientType;

/** The app clients of the companies in a user pool. Other app clients of the pool are not seen. */
final class AppClients {
    private static final int MAX_RESULTS = 60;

    private final CognitoIdentityProviderClient cognito;
    private final UserPool pool;

    AppClients(CognitoIdentityProviderClient cognito, UserPool pool) {
        this.cognito = cognito;
        this.pool = pool;
    }

    /** Lists all app clients, with one call for each sixty. */
    List<ListedClient> list() {
        var listed = new ArrayList<ListedClient>();
        for (var client : cognito.listUserPoolClientsPaginator(
                        request -> request.userPoolId(pool.id()).maxResults(MAX_RESULTS))
                .userPoolClients()) {
            ClientName.read(client.clientName())
                    .ifPresent(name -> listed.add(new ListedClient(client.clientId(), name)));
        }
        return listed;
    }

    /** Returns the app client with this name that was created first; empty if there is none. */
    Optional<CompanyClient> first(ClientName name) {
        return list().stream()
                .filter(client -> client.name().equals(name))
                .flatMap(client -> find(client.id()).stream())
                .min(Comparator.comparing(CompanyClient::created));
    }

    /** Returns an app client; empty if there is none with this id. */
    Optional<CompanyClient> find(String id) {
        try {
            var client = cognito.describeUserPoolClient(
                            request -> request.userPoolId(pool.id()).clientId(id))
                    .userPoolClient();
            return ClientName.read(client.clientName()).map(name -> client(client, name));
        } catch (ResourceNotFoundException e) {
            return Optional.empty();
        }
    }

    /**
     * Creates an app client with one secret.
     *
     * @throws software.amazon.awssdk.services.cognitoidentityprovider.model.ScopeDoesNotExistException when a scope does
     *     not exist, or does not exist yet for all servers of Cognito
     */
    Credentials create(ClientName name, Collection<String> scopes) {
        var client = cognito.createUserPoolClient(request -> request.userPoolId(pool.id())
                        .clientName(name.toString())
                        .generateSecret(true)
                        .allowedOAuthFlowsUserPoolClient(true)
                        .allowedOAuthFlows(OAuthFlowType.CLIENT_CREDENTIALS)
                        .allowedOAuthScopes(scopes)
                        .accessTokenValidity(pool.tokenMinutes())
                        .tokenValidityUnits(minutes())
                        .explicitAuthFlows(ExplicitAuthFlowsType.ALLOW_REFRESH_TOKEN_AUTH)
                        .preventUserExistenceErrors(PreventUserExistenceErrorTypes.ENABLED)
                        .enableTokenRevocation(true))
                .userPoolClient();
        return new Credentials(client.clientId(), Optional.of(client.clientSecret()));
    }

    /** Sets the scopes, and everything else as {@link #create} does: Cognito resets each setting that is left out. */
    void update(CompanyClient client, Collection<String> scopes) {
        cognito.updateUserPoolClient(request -> request.userPoolId(pool.id())
                .clientId(client.id())
                .clientName(client.name().toString())
                .allowedOAuthFlowsUserPoolClient(true)
                .allowedOAuthFlows(OAuthFlowType.CLIENT_CREDENTIALS)
                .allowedOAuthScopes(scopes)
                .accessTokenValidity(pool.tokenMinutes())
                .tokenValidityUnits(minutes())
                .explicitAuthFlows(ExplicitAuthFlowsType.ALLOW_REFRESH_TOKEN_AUTH)
                .preventUserExistenceErrors(PreventUserExistenceErrorTypes.ENABLED)
                .enableTokenRevocation(true));
    }

    /** Deletes an app client. Succeeds if somebody else has deleted it. */
    void delete(String id) {
        try {
            cognito.deleteUserPoolClient(
                    request -> request.userPoolId(pool.id()).clientId(id));
        } catch (ResourceNotFoundException e) {
            // That is what the caller wants.
        }
    }

    /** Returns the ids of the secrets, the oldest first. */
    List<String> secrets(String id) {
        return cognito
                .listUserPoolClientSecrets(
                        request -> request.userPoolId(pool.id()).clientId(id))
                .clientSecrets()
                .stream()
                .sorted(Comparator.comparing(ClientSecretDescriptorType::clientSecretCreateDate))
                .map(ClientSecretDescriptorType::clientSecretId)
                .toList();
    }

    /**
     * Creates a second secret.
     *
     * @throws software.amazon.awssdk.services.cognitoidentityprovider.model.LimitExceededException when there are two
     */
    Credentials addSecret(String id) {
        var secret = cognito.addUserPoolClientSecret(
                        request -> request.userPoolId(pool.id()).clientId(id))
                .clientSecretDescriptor();
        return new Credentials(id, Optional.of(secret.clientSecretValue()));
    }

    /** Deletes a secret. Succeeds if somebody else has deleted it. Cognito refuses to delete the last one. */
    void deleteSecret(String id, String secretId) {
        try {
            cognito.deleteUserPoolClientSecret(
                    request -> request.userPoolId(pool.id()).clientId(id).clientSecretId(secretId));
        } catch (ResourceNotFoundException e) {
            // That is what the caller wants.
        }
    }

    private static CompanyClient client(UserPoolClientType client, ClientName name) {
        var scopes = client.allowedOAuthScopes();
        return new CompanyClient(
                client.clientId(),
                name,
                scopes.stream().filter(CompanyScopes::isCompany).findFirst().orElse(""),
                Access.ofScopes(scopes),
                Optional.ofNullable(client.creationDate()).orElse(Instant.EPOCH));
    }

    private static TokenValidityUnitsType minutes() {
        return TokenValidityUnitsType.builder()
                .accessToken(TimeUnitsType.MINUTES)
                .build();
    }
}
