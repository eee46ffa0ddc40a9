package ordermessage.local.gateway;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** The routes of one stage. */
final class Routes {
    private final String root;
    private final List<Integration> integrations;

    Routes(String root, List<Integration> integrations) {
        this.root = root;
        // A fixed segment takes precedence over a parameter: "{" sorts after every character that a path may have.
        this.integrations = integrations.stream()
                .sorted(Comparator.comparing(integration -> integration.route().path()))
                .toList();
    }

    /**
     * The integration that matches a request.
     *
     * @param path the request's path below the stage, percent-encoded as the client sent it
     * @param parameters the path parameters, percent-encoded as the client sent them
     */
    record Match(Integration integration, String path, Map<String, String> parameters) {}

    /**
     * Finds the route of a request. A slash at the end of the path does not count.
     *
     * @throws RequestRefusedException when no route matches
     */
    Match find(Request request) throws RequestRefusedException {
        var path = request.target().getRawPath();
        if (!path.startsWith(root + "/")) {
            throw new RequestRefusedException(
                    path.equals("/") || path.equals(root) ? unknownRoute(request) : GatewayError.FORBIDDEN);
        }
        var resource = path.substring(root.length());
        for (var integration : integrations) {
            var parameters = integration.match(request.method(), withoutLastSlash(resource));
            if (parameters.isPresent()) {
                return new Match(integration, resource, parameters.get());
            }
        }
        throw new RequestRefusedException(unknownRoute(request));
    }

    private static String withoutLastSlash(String path) {
        return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    private static GatewayError unknownRoute(Request request) {
        return request.header("Authorization").isPresent()
                ? GatewayError.INCOMPLETE_SIGNATURE
                : GatewayError.MISSING_AUTHENTICATION_TOKEN;
    }
}
