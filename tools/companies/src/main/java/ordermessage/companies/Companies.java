package ordermessage.companies;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import ordermessage.message.Uuid;
import ordermessage.operator.UsageException;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ConcurrentModificationException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.LimitExceededException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ScopeDoesNotExistException;

/**
 * The companies of a user pool, as an operator works with them. A company has one app client or more, each with a name. All
 * methods can be repeated, and several operators can use them at the same time.
 */
public final class Companies {
    private final AppClients clients;
    private final CompanyScopes scopes;

    /** Creates the companies of a user pool. */
    public Companies(CognitoIdentityProviderClient cognito, UserPool pool) {
        this.clients = new AppClients(cognito, pool);
        this.scopes = new CompanyScopes(cognito, pool.id());
    }

    /**
     * Adds an app client of a company, in the steps below. If it exists, sets its settings again.
     *
     * <ol>
     *   <li>Find the app client.
     *   <li>Create the company's scope.
     *   <li>Create the app client.
     *   <li>If another operator has created the same one, delete this one and start again.
     *   <li>Restore scopes that another operator's change has removed.
     * </ol>
     *
     * @param name the name of the app client, unique within the company
     * @return the credentials; without a secret if the app client existed
     * @throws UsageException when the app client exists with other access
     */
    public Credentials add(Uuid companyId, String name, Access access) {
        var clientName = new ClientName(name, companyId);
        var credentials = Attempts.until(() -> {
            var existing = clients.first(clientName); // 1
            return existing.isPresent() ? Optional.of(confirm(existing.get(), access)) : create(clientName, access);
        });
        scopes.repair(clients); // 5
        return credentials;
    }

    /** Returns all app clients of companies, with their secrets. This makes two calls for each. */
    public List<ClientState> list() {
        var existing = scopes.all();
        var states = new ArrayList<ClientState>();
        for (var listed : clients.list()) {
            clients.find(listed.id())
                    .map(client -> new ClientState(
                            client, clients.secrets(client.id()).size(), existing.contains(client.companyScope())))
                    .ifPresent(states::add);
        }
        return states;
    }

    /**
     * Gives an app client a second secret. The first one stays valid until {@link #retire}.
     *
     * @throws UsageException when there is no such app client, or it is locked out, or it has two secrets
     */
    public Credentials rotate(String clientId) {
        if (required(clientId).access().isEmpty()) {
            throw new UsageException("The app client is locked out: make company-unlock gives it a new secret");
        }
        try {
            return clients.addSecret(clientId);
        } catch (LimitExceededException e) {
            throw new UsageException("The app client has two secrets: make company-retire deletes the older one");
        }
    }

    /**
     * Deletes the older one of two secrets.
     *
     * @return whether there were two
     * @throws UsageException when there is no such app client
     */
    public boolean retire(String clientId) {
        required(clientId);
        var secrets = clients.secrets(clientId);
        if (secrets.size() < 2) {
            return false;
        }
        clients.deleteSecret(clientId, secrets.getFirst());
        return true;
    }

    /**
     * Locks an app client out. It gets no new tokens; its tokens are valid until they expire.
     *
     * <ol>
     *   <li>Take its access away, so that no route accepts a new token. The list of companies shows this.
     *   <li>Replace its secrets by one that nobody knows. Cognito does not delete the last secret.
     * </ol>
     *
     * @throws UsageException when there is no such app client
     */
    public void lock(String clientId) {
        var client = required(clientId);
        update(client, Set.of(client.companyScope())); // 1
        replaceSecrets(clientId); // 2
    }

    /**
     * Lets a locked app client in again, with a new secret.
     *
     * @throws UsageException when there is no such app client, or it is not locked out
     */
    public Credentials unlock(String clientId, Access access) {
        var client = required(clientId);
        if (client.access().isPresent()) {
            throw new UsageException("The app client is not locked out");
        }
        var credentials = replaceSecrets(clientId)
                .orElseThrow(
                        () -> new UsageException("Another operator is changing the secrets. Run the command again"));
        update(client, scopes(client.companyScope(), access));
        return credentials;
    }

    /**
     * Deletes an app client, and the company's scope if no other app client has it. The company's messages stay.
     *
     * @return whether there was such an app client
     */
    public boolean remove(String clientId) {
        var client = clients.find(clientId);
        client.ifPresent(existing -> {
            clients.delete(clientId);
            var companyId = existing.name().companyId();
            if (clients.list().stream()
                    .noneMatch(other -> other.name().companyId().equals(companyId))) {
                scopes.remove(companyId);
                scopes.repair(clients);
            }
        });
        return client.isPresent();
    }

    /** Creates the app client; empty if the scope is missing, or another operator has created it. */
    private Optional<Credentials> create(ClientName name, Access access) {
        var scope = scopes.ensure(name.companyId()); // 2
        try {
            var credentials = clients.create(name, scopes(scope, access)); // 3
            if (isFirst(credentials.clientId(), name)) {
                return Optional.of(credentials);
            }
            clients.delete(credentials.clientId()); // 4
            return Optional.empty();
        } catch (ScopeDoesNotExistException e) {
            return Optional.empty();
        }
    }

    /** Returns whether an app client was created before all others of its name. */
    private boolean isFirst(String id, ClientName name) {
        var own = clients.find(id);
        return own.isPresent()
                && clients.list().stream()
                        .filter(other ->
                                other.name().equals(name) && !other.id().equals(id))
                        .flatMap(other -> clients.find(other.id()).stream())
                        .allMatch(other -> own.get().created().isBefore(other.created()));
    }

    private Credentials confirm(CompanyClient existing, Access access) {
        if (existing.access().isEmpty()) {
            throw new UsageException(
                    "The app client %s exists and is locked out: make company-unlock".formatted(existing.id()));
        }
        if (existing.access().get() != access) {
            throw new UsageException("The app client %s exists with the access %s: choose another NAME, or remove it"
                    .formatted(existing.id(), existing.access().get()));
        }
        update(existing, scopes(existing.companyScope(), access));
        return new Credentials(existing.id(), Optional.empty());
    }

    private void update(CompanyClient client, Set<String> wanted) {
        Attempts.until(() -> {
            try {
                clients.update(client, wanted);
                return Optional.of(client);
            } catch (ScopeDoesNotExistException e) {
                scopes.repair(clients);
                return Optional.empty();
            } catch (ConcurrentModificationException e) {
                return Optional.empty();
            }
        });
    }

    /**
     * Deletes all secrets that exist now, and creates one.
     *
     * @return the new secret; empty if another operator has created one at the same time
     */
    private Optional<Credentials> replaceSecrets(String clientId) {
        var old = clients.secrets(clientId);
        if (old.size() > 1) {
            clients.deleteSecret(clientId, old.getFirst());
        }
        var created = added(clientId);
        old.forEach(secret -> clients.deleteSecret(clientId, secret));
        return created;
    }

    private Optional<Credentials> added(String clientId) {
        try {
            return Optional.of(clients.addSecret(clientId));
        } catch (LimitExceededException e) {
            return Optional.empty();
        }
    }

    private CompanyClient required(String clientId) {
        return clients.find(clientId)
                .orElseThrow(() -> new UsageException("There is no app client with this id: see make companies"));
    }

    private static Set<String> scopes(String companyScope, Access access) {
        var scopes = new LinkedHashSet<>(access.scopes());
        scopes.add(companyScope);
        return scopes;
    }
}
