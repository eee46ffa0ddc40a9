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
     * @param parameters the decoded path parameters
     */
    record Match(Integration integration, String path, Map<String, String> parameters) {}

    /** @throws Refusal when no route matches */
    Match find(Request request) throws Refusal {
        var path = request.target().getRawPath();
        if (!path.startsWith(root + "/")) {
            throw new Refusal(
                    path.equals("/") || path.equals(root)
                            ? GatewayError.MISSING_AUTHENTICATION_TOKEN
                            : GatewayError.FORBIDDEN);
        }
        var resource = path.substring(root.length());
        for (var integration : integrations) {
            var parameters = integration.match(request.method(), resource);
            if (parameters.isPresent()) {
                return new Match(integration, resource, parameters.get());
            }
        }
        throw new Refusal(GatewayError.MISSING_AUTHENTICATION_TOKEN);
    }
}
