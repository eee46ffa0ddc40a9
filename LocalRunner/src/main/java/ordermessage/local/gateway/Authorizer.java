package ordermessage.local.gateway;

import com.google.gson.JsonObject;

/** Decides whether a request may reach its function. */
@FunctionalInterface
public interface Authorizer {
    /** Of an API that asks for no authorization. */
    Authorizer OPEN = request -> new JsonObject();

    /**
     * Decides about a request whose method and path are known to exist.
     *
     * @return what the function gets as {@code requestContext.authorizer}; empty for nothing
     * @throws Refusal when the request may not pass
     */
    JsonObject authorize(Request request) throws Refusal;
}
