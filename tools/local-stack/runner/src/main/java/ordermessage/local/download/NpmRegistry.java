package ordermessage.local.download;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;

/** Downloads packages from an npm registry over HTTP, for machines without {@code npm}. */
public final class NpmRegistry implements PackageSource {
    private static final URI PUBLIC = URI.create("https://registry.npmjs.org/");

    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    private static final int OK = 200;

    private final URI address;

    /** Creates a source for the public registry. */
    public NpmRegistry() {
        this(PUBLIC);
    }

    /**
     * Creates a source for a registry.
     *
     * @param address the registry's address, with a slash at the end
     */
    public NpmRegistry(URI address) {
        this.address = address;
    }

    @Override
    public Path download(NpmPackage wanted, Path folder) {
        var uri = address.resolve("%s/-/%s".formatted(wanted.name(), wanted.archive()));
        var request = HttpRequest.newBuilder(uri).timeout(TIMEOUT).build();
        try (var client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .connectTimeout(TIMEOUT)
                .build()) {
            var response = client.send(request, BodyHandlers.ofFile(folder.resolve(wanted.cacheFile())));
            if (response.statusCode() != OK) {
                throw new PackageUnavailableException("status " + response.statusCode());
            }
            return response.body();
        } catch (IOException e) {
            throw new PackageUnavailableException("no connection", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PackageUnavailableException("it was interrupted", e);
        }
    }

    @Override
    public String toString() {
        return address.getHost();
    }
}
