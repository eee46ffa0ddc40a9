package ordermessage.harness;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import ordermessage.local.runtime.FunctionRuntime;

/** Lets functions call proxies in place of the engines. */
public final class RedirectedEndpoints {
    private final Map<String, URI> addresses;

    /**
     * Makes the redirection.
     *
     * @param addresses the addresses of the proxies, by the environment variable that gives the AWS SDK the endpoint of a
     *     service, such as {@code AWS_ENDPOINT_URL_SQS}
     */
    public RedirectedEndpoints(Map<String, URI> addresses) {
        this.addresses = Map.copyOf(addresses);
    }

    /** Returns a runtime that makes the same commands, whose processes call the proxies. */
    public FunctionRuntime redirect(FunctionRuntime runtime) {
        return (function, environment) -> runtime.command(function, redirect(environment));
    }

    /** Returns the variables with the new addresses. A variable that is not there is not added. */
    public Map<String, String> redirect(Map<String, String> environment) {
        var variables = new HashMap<>(environment);
        addresses.forEach(
                (variable, address) -> variables.computeIfPresent(variable, (name, engine) -> address.toString()));
        return variables;
    }
}
