package ordermessage.local;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The folder for what was downloaded and can be downloaded again. */
final class UserCache {
    private UserCache() {}

    /** Below {@code XDG_CACHE_HOME}, or below {@code .cache} in the home folder (XDG Base Directory Specification). */
    static Path folder(Map<String, String> environment) {
        return Optional.ofNullable(environment.get("XDG_CACHE_HOME"))
                .filter(path -> path.startsWith("/"))
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache"))
                .resolve("order-message-service");
    }
}
