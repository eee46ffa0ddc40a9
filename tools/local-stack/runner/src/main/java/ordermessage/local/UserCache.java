package ordermessage.local;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The cache folder of the user, for downloaded files. They can be deleted at any time. */
final class UserCache {
    private UserCache() {}

    /** Returns a folder in {@code XDG_CACHE_HOME}, by default {@code ~/.cache} (XDG Base Directory Specification). */
    static Path folder(Map<String, String> environment) {
        return Optional.ofNullable(environment.get("XDG_CACHE_HOME"))
                .filter(path -> path.startsWith("/"))
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache"))
                .resolve("order-message-service");
    }
}
