package ordermessage.local.download;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A plain download from the npm registry, for machines without {@code npm}.
 *
 * @param address of the registry, with a slash at the end
 */
public record NpmRegistry(URI address) implements PackageSource {
    private static final URI PUBLIC = URI.create("https://registry.npmjs.org/");

    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    private static final int OK = 200;

    /** The public registry. */
    public NpmRegistry() {
        this(PUBLIC);
    }

    @Override
    public Path download(NpmPackage wanted, Path folder) {
        var uri = address.resolve("%s/-/%s".formatted(wanted.name(), wanted.archive()));
        var request = HttpRequest.newBuilder(uri).timeout(TIMEOUT).build();
        try (var client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .connectTimeout(TIMEOUT)
                .build()) {
            var response = client.send(request, BodyHandlers.ofFile(folder.resolve(wanted.file())));
            if (response.statusCode() != OK) {
                throw new PackageUnavailable("status " + response.statusCode());
            }
            return response.body();
        } catch (IOException e) {
            throw new PackageUnavailable("no connection", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PackageUnavailable("it was interrupted", e);
        }
    }

    @Override
    public String toString() {
        return address.getHost();
    }
}
