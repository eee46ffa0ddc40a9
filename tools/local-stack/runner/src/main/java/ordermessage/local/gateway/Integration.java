package ordermessage.local.gateway;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import ordermessage.local.runtime.Invoker;
import ordermessage.local.template.Resource.Route;

/**
 * A route and the function that it calls.
 *
 * @param name the function's name for the log
 */
public record Integration(Route route, String name, Invoker function) {
    private static final Pattern SLASH = Pattern.compile("/");

    /**
     * Returns the path parameters when the method and the path match this route; otherwise empty. Path and parameters are
     * percent-encoded.
     */
    Optional<Map<String, String>> match(String method, String path) {
        if (!route.method().equals("ANY") && !route.method().equals(method)) {
            return Optional.empty();
        }
        var wanted = SLASH.split(route.path(), -1);
        var given = SLASH.split(path, route.path().endsWith("+}") ? wanted.length : -1);
        return wanted.length == given.length ? parameters(wanted, given) : Optional.empty();
    }

    private static Optional<Map<String, String>> parameters(String[] wanted, String[] given) {
        var parameters = new LinkedHashMap<String, String>();
        for (var i = 0; i < wanted.length; i++) {
            var isParameter = wanted[i].startsWith("{");
            if (isParameter && !given[i].isEmpty()) {
                parameters.put(wanted[i].replaceAll("[{}+]", ""), given[i]);
            } else if (isParameter || !wanted[i].equals(decode(given[i]))) {
                return Optional.empty();
            }
        }
        return Optional.of(parameters);
    }

    /** Decodes a path segment. In a path, unlike in a query, a plus sign is not a space. */
    private static String decode(String segment) {
        return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
