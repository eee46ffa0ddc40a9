package ordermessage.local.gateway;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

/** Makes requests that were answered, for the tests of listeners in other packages. */
public final class AnsweredRequests {
    private AnsweredRequests() {}

    /** Returns a request that was answered with a status after a latency. */
    public static HandledRequest of(int status, Duration latency) {
        var handled = new HandledRequest(Request.of("GET", URI.create("/prod/messages"), Map.of(), "127.0.0.1"));
        handled.answered(Response.of(status, Map.of(), ""), latency);
        return handled;
    }
}
