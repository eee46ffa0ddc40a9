package ordermessage.local.console;

import com.google.gson.JsonObject;
import java.time.InstantSource;
import ordermessage.local.gateway.HandledRequest;
import ordermessage.local.gateway.RequestListener;

/** The statistics of the gateway since the start. */
final class GatewayStatistics implements RequestListener {
    private static final int CLIENT_ERROR = 400;
    private static final int SERVER_ERROR = 500;

    private final Latencies latencies;
    private long requests;
    private long clientErrors;
    private long serverErrors;

    GatewayStatistics(InstantSource clock) {
        latencies = new Latencies(clock);
    }

    @Override
    public synchronized void answered(HandledRequest handled) {
        var status = handled.status();
        requests++;
        if (status >= SERVER_ERROR) {
            serverErrors++;
        } else if (status >= CLIENT_ERROR) {
            clientErrors++;
        }
        latencies.add(handled.latency().toNanos() / 1e6);
    }

    synchronized JsonObject json() {
        var json = new JsonObject();
        json.addProperty("count", requests);
        json.addProperty("clientErrors", clientErrors);
        json.addProperty("serverErrors", serverErrors);
        latencies.addTo(json);
        return json;
    }
}
