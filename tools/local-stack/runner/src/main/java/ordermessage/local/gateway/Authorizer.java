package ordermessage.local.gateway;

import com.google.gson.JsonObject;
import ordermessage.local.template.Resource.Route;

/** Decides whether a request may reach its function. */
@FunctionalInterface
public interface Authorizer {
    /** Of an API that asks for no authorization. */
    Authorizer OPEN = (request, route) -> new JsonObject();

    /**
     * Decides about a request.
     *
     * @param route that the request is for
     * @return what the function gets as {@code requestContext.authorizer}; empty for nothing
     * @throws Refusal when the request may not pass
     */
    JsonObject authorize(Request request, Route route) throws Refusal;
}
