package ordermessage.companies;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import ordermessage.message.Uuid;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InvalidParameterException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ResourceServerScopeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ResourceServerType;

/**
 * The scopes that name companies: {@code company/<uuid>}, {@code company-2/<uuid>} and so on.
 *
 * <p>Cognito can only replace all scopes of a resource server at once, so two operators at the same time can lose a scope.
 * Therefore, each change is read back, and after each change {@link #repair} restores every scope that an app client needs.
 */
final class CompanyScopes {
    /** Cognito's limit is 100. The rest is for scopes that must be restored to where an app client expects them. */
    private static final int MAX_NEW_SCOPES = 90;

    private static final int MAX_RESULTS = 50;
    private static final String FIRST_SERVER = "company";
    private static final Pattern SERVER = Pattern.compile("company(?:-(?:[2-9]|[1-9][0-9]+))?");
    private static final String DESCRIPTION = "Act for this company";

    private final CognitoIdentityProviderClient cognito;
    private final String poolId;

    CompanyScopes(CognitoIdentityProviderClient cognito, String poolId) {
        this.cognito = cognito;
        this.poolId = poolId;
    }

    /** Returns whether a scope names a company. */
    static boolean isCompany(String scope) {
        var parts = scope.split("/", 2);
        return parts.length == 2 && SERVER.matcher(parts[0]).matches();
    }

    /** Returns the scope of a company. Creates it if there is none. */
    String ensure(Uuid companyId) {
        return Attempts.until(() -> find(companyId).or(() -> add(companyId)));
    }

    /** Returns the scopes of all companies that exist. */
    Set<String> all() {
        return servers().entrySet().stream()
                .flatMap(server -> server.getValue().stream().map(name -> server.getKey() + "/" + name))
                .collect(Collectors.toSet());
    }

    /** Removes the scopes of a company. */
    void remove(Uuid companyId) {
        servers().forEach((server, names) -> {
            if (names.contains(companyId.toString())) {
                change(server, scopes -> scopes.remove(companyId.toString()));
            }
        });
    }

    /**
     * Restores the scopes of app clients that are missing. It reads each app client: its name says which company it is for,
     * and not on which resource server its scope is.
     */
    void repair(AppClients clients) {
        var existing = all();
        clients.list().stream()
                .flatMap(client -> clients.find(client.id()).stream())
                .map(CompanyClient::companyScope)
                .filter(CompanyScopes::isCompany)
                .filter(scope -> !existing.contains(scope))
                .distinct()
                .forEach(this::restore);
    }

    private void restore(String scope) {
        var parts = scope.split("/", 2);
        Attempts.until(() -> {
            if (servers().containsKey(parts[0])) {
                change(parts[0], scopes -> scopes.add(parts[1]));
            } else {
                create(parts[0], parts[1]);
            }
            return Optional.of(scope).filter(all()::contains);
        });
    }

    private Optional<String> find(Uuid companyId) {
        return servers().entrySet().stream()
                .filter(server -> server.getValue().contains(companyId.toString()))
                .map(server -> server.getKey() + "/" + companyId)
                .findFirst();
    }

    /** Adds a scope; empty if it cannot be read back. */
    private Optional<String> add(Uuid companyId) {
        var servers = servers();
        var server = servers.entrySet().stream()
                .filter(entry -> entry.getValue().size() < MAX_NEW_SCOPES)
                .map(Map.Entry::getKey)
                .findFirst();
        if (server.isPresent()) {
            change(server.get(), scopes -> scopes.add(companyId.toString()));
        } else {
            create(newServer(servers.keySet()), companyId.toString());
        }
        return find(companyId);
    }

    private static String newServer(Set<String> existing) {
        var number = 1;
        var name = FIRST_SERVER;
        while (existing.contains(name)) {
            number++;
            name = FIRST_SERVER + "-" + number;
        }
        return name;
    }

    /** Creates a resource server with one scope. Does nothing if another operator has created it. */
    private void create(String server, String scope) {
        try {
            cognito.createResourceServer(request ->
                    request.userPoolId(poolId).identifier(server).name(server).scopes(List.of(scope(scope))));
        } catch (InvalidParameterException e) {
            if (!servers().containsKey(server)) {
                throw e;
            }
        }
    }

    /** @param change changes the names of the scopes, and returns whether anything is different */
    private void change(String server, Predicate<Set<String>> change) {
        var scopes = names(cognito.describeResourceServer(
                        request -> request.userPoolId(poolId).identifier(server))
                .resourceServer());
        if (change.test(scopes)) {
            cognito.updateResourceServer(request -> request.userPoolId(poolId)
                    .identifier(server)
                    .name(server)
                    .scopes(scopes.stream().map(CompanyScopes::scope).toList()));
        }
    }

    /** Returns the names of the scopes of each resource server for companies, in the order of their numbers. */
    private Map<String, Set<String>> servers() {
        var servers = new TreeMap<String, Set<String>>(
                Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()));
        for (var server : cognito.listResourceServersPaginator(
                        request -> request.userPoolId(poolId).maxResults(MAX_RESULTS))
                .resourceServers()) {
            if (SERVER.matcher(server.identifier()).matches()) {
                servers.put(server.identifier(), names(server));
            }
        }
        return new LinkedHashMap<>(servers);
    }

    private static Set<String> names(ResourceServerType server) {
        return server.scopes().stream()
                .map(ResourceServerScopeType::scopeName)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static ResourceServerScopeType scope(String name) {
        return ResourceServerScopeType.builder()
                .scopeName(name)
                .scopeDescription(DESCRIPTION)
                .build();
    }
}
