package ordermessage.local.gateway;

import com.google.gson.JsonObject;
import ordermessage.local.template.Resource.Route;

/** Decides whether a request may reach the function. */
@FunctionalInterface
public interface Authorizer {
    /** Allows every request: for an API without authorization. */
    Authorizer OPEN = (request, route) -> new JsonObject();

    /**
     * Authorizes a request.
     *
     * @param route the route that the request matches
     * @return the value of {@code requestContext.authorizer} in the event; when it is empty, the event has none
     * @throws RequestRefusedException when the request is not allowed
     */
    JsonObject authorize(Request request, Route route) throws RequestRefusedException;
}
