package ordermessage.local.console;

import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import ordermessage.local.gateway.RequestListener;
import ordermessage.local.runtime.InvocationListener;

/** Collects what the gateway and the functions report, from the start of the stack. Its size has a limit. */
public final class Activity {
    private final InstantSource clock;
    private final GatewayStatistics gateway;
    private final Map<String, FunctionStatistics> functions = new ConcurrentHashMap<>();
    private final RecentMessages messages;
    private final Companies companies = new Companies();

    /** @param clock tells the time of requests and invocations */
    public Activity(InstantSource clock) {
        this.clock = clock;
        gateway = new GatewayStatistics(clock);
        messages = new RecentMessages(clock);
    }

    /** Returns the listener for the requests to the gateway. */
    public RequestListener requests() {
        return gateway;
    }

    /**
     * Returns the listener for the invocations of a function.
     *
     * @param function the logical id
     */
    public InvocationListener invocations(String function) {
        return statistics(function);
    }

    /**
     * Takes a line that a function has printed. It does not throw.
     *
     * @param function the logical id
     */
    public void printed(String function, String text) {
        LogLine.read(function, text).ifPresent(line -> {
            statistics(function).add(line);
            companies.add(line);
            messages.add(line);
        });
    }

    GatewayStatistics gateway() {
        return gateway;
    }

    FunctionStatistics statistics(String function) {
        return functions.computeIfAbsent(function, added -> new FunctionStatistics(clock));
    }

    RecentMessages messages() {
        return messages;
    }

    Companies companies() {
        return companies;
    }
}
