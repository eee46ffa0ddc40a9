package ordermessage.local.console;

import com.google.gson.JsonObject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;

/** The latest durations at one place, at most 500 and not older than a minute. It is not thread-safe. */
final class Latencies {
    private static final int MAX = 500;
    private static final Duration WINDOW = Duration.ofMinutes(1);

    private final InstantSource clock;
    private final long[] times = new long[MAX];
    private final double[] milliseconds = new double[MAX];
    private int added;

    Latencies(InstantSource clock) {
        this.clock = clock;
    }

    void add(double duration) {
        times[added % MAX] = clock.millis();
        milliseconds[added % MAX] = duration;
        added = added + 1 == 2 * MAX ? MAX : added + 1;
    }

    /** Adds the members {@code p50} and {@code p99} in milliseconds to an object, if there are durations. */
    void addTo(JsonObject json) {
        var oldest = clock.millis() - WINDOW.toMillis();
        var sorted = new double[Math.min(added, MAX)];
        var count = 0;
        for (var i = 0; i < sorted.length; i++) {
            if (times[i] >= oldest) {
                sorted[count++] = milliseconds[i];
            }
        }
        if (count > 0) {
            Arrays.sort(sorted, 0, count);
            json.addProperty("p50", rounded(sorted[(count - 1) / 2]));
            json.addProperty("p99", rounded(sorted[(int) Math.ceil(count * 0.99) - 1]));
        }
    }

    private static double rounded(double value) {
        return Math.round(value * 10) / 10.0;
    }
}
