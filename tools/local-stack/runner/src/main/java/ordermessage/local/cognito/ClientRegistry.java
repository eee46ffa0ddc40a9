package ordermessage.local.cognito;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import ordermessage.local.files.OwnerOnly;

/**
 * The app clients and resource servers of one user pool. They are kept in a file that only the owner can read. A change
 * that cannot be written has no effect. A caller that reads and then writes holds the lock of this object.
 */
final class ClientRegistry {
    private static final Gson GSON = new Gson();

    private final String poolId;
    private final Path file;
    private Map<String, AppClient> clients = new LinkedHashMap<>();
    private Map<String, JsonObject> resourceServers = new LinkedHashMap<>();

    private record Contents(List<AppClient> clients, List<JsonObject> resourceServers) {
        Contents {
            clients = List.copyOf(clients);
            resourceServers = List.copyOf(resourceServers);
        }
    }

    /**
     * Reads the file, if it exists.
     *
     * @throws IllegalStateException when the file does not contain a registry
     */
    ClientRegistry(String poolId, Path file) {
        this.poolId = poolId;
        this.file = file;
        read().ifPresent(contents -> {
            contents.clients().forEach(client -> clients.put(client.id(), client));
            contents.resourceServers().forEach(server -> resourceServers.put(identifier(server), server));
        });
    }

    String poolId() {
        return poolId;
    }

    synchronized List<AppClient> clients() {
        return List.copyOf(clients.values());
    }

    synchronized Optional<AppClient> client(String id) {
        return Optional.ofNullable(clients.get(id));
    }

    /** Adds an app client, or replaces the one with the same id. */
    synchronized void put(AppClient client) {
        var changed = new LinkedHashMap<>(clients);
        changed.put(client.id(), client);
        write(changed, resourceServers);
        clients = changed;
    }

    synchronized void remove(AppClient client) {
        var changed = new LinkedHashMap<>(clients);
        changed.remove(client.id());
        write(changed, resourceServers);
        clients = changed;
    }

    /** Returns the resource servers, each in the form of Cognito's API. */
    synchronized List<JsonObject> resourceServers() {
        return List.copyOf(resourceServers.values());
    }

    synchronized Optional<JsonObject> resourceServer(String identifier) {
        return Optional.ofNullable(resourceServers.get(identifier));
    }

    /** Adds a resource server, or replaces the one with the same identifier. */
    synchronized void putResourceServer(JsonObject server) {
        var changed = new LinkedHashMap<>(resourceServers);
        changed.put(identifier(server), server);
        write(clients, changed);
        resourceServers = changed;
    }

    /** Returns whether a resource server has this scope. */
    synchronized boolean hasScope(String scope) {
        var slash = scope.lastIndexOf('/');
        return slash > 0
                && resourceServer(scope.substring(0, slash)).stream()
                        .flatMap(server -> server.getAsJsonArray("Scopes").asList().stream())
                        .map(entry -> entry.getAsJsonObject().get("ScopeName").getAsString())
                        .anyMatch(scope.substring(slash + 1)::equals);
    }

    private static String identifier(JsonObject server) {
        return server.get("Identifier").getAsString();
    }

    private Optional<Contents> read() {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            var contents = GSON.fromJson(Files.readString(file), Contents.class);
            // Reads the identifiers now, so that a server without one is reported here.
            Objects.requireNonNull(contents).resourceServers().forEach(ClientRegistry::identifier);
            return Optional.of(contents);
        } catch (CharacterCodingException | RuntimeException e) { // All of them: a member may be missing.
            throw new IllegalStateException(file + " does not contain app clients: delete it to start without any", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(Map<String, AppClient> newClients, Map<String, JsonObject> newServers) {
        var json = GSON.toJson(new Contents(List.copyOf(newClients.values()), List.copyOf(newServers.values())));
        try {
            OwnerOnly.folder(file.getParent());
            OwnerOnly.replace(file, json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
