package ordermessage.local.gateway;

import com.google.gson.JsonObject;
import java.time.Duration;
import java.util.Optional;
import ordermessage.local.template.Resource.Route;

/** A request and what became of it. The thread that handles the request fills it, and listeners read it afterwards. */
public final class HandledRequest {
    private final Request request;
    private Route route;
    private JsonObject authorizer = new JsonObject();
    private Duration integrationLatency;
    private Integer integrationStatus;
    private GatewayError error;
    private Response response;
    private Duration latency = Duration.ZERO;

    HandledRequest(Request request) {
        this.request = request;
    }

    Request request() {
        return request;
    }

    /** Returns the route that matched. */
    Optional<Route> route() {
        return Optional.ofNullable(route);
    }

    void matched(Route found) {
        route = found;
    }

    /** Returns the result of the authorizer; empty when it refused the request, or was not called. */
    JsonObject authorizer() {
        return authorizer;
    }

    void authorized(JsonObject context) {
        authorizer = context;
    }

    /** Returns the duration of the function; empty when it was not called. */
    Optional<Duration> integrationLatency() {
        return Optional.ofNullable(integrationLatency);
    }

    void called(Duration duration) {
        integrationLatency = duration;
    }

    /** Returns the status that the function returned. */
    Optional<Integer> integrationStatus() {
        return Optional.ofNullable(integrationStatus);
    }

    void returned(int status) {
        integrationStatus = status;
    }

    /** Returns the error with which the gateway itself answered. */
    Optional<GatewayError> error() {
        return Optional.ofNullable(error);
    }

    void failed(GatewayError reason) {
        error = reason;
    }

    void answered(Response answer, Duration duration) {
        response = answer;
        latency = duration;
    }

    /** Returns the HTTP status. */
    public int status() {
        return response.status();
    }

    /** Returns the length of the response's body in bytes. */
    int length() {
        return response.length();
    }

    /** Returns the time from the request's head to the response's head. */
    public Duration latency() {
        return latency;
    }
}
