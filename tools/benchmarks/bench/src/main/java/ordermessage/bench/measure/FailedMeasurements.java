package ordermessage.bench.measure;

import java.util.LinkedHashSet;
import java.util.Set;
import ordermessage.local.runtime.InitFailedException;

/** The measurements that failed in a run. The run goes on without them, because it takes long and the others have figures. */
public final class FailedMeasurements {
    private final Set<String> names = new LinkedHashSet<>();

    /**
     * Measures something. If the process does not start or a call fails, this prints a line.
     *
     * @param name names what is measured in the line
     */
    public void measure(String name, Runnable measurement) {
        try {
            measurement.run();
        } catch (CallFailedException | InitFailedException e) {
            System.err.println("%s: %s".formatted(name, e.getMessage()));
            names.add(name);
        }
    }

    /** @throws CallFailedException when a measurement has failed */
    public void check() {
        if (!names.isEmpty()) {
            throw new CallFailedException("Without figures, because they failed: " + String.join(", ", names));
        }
    }
}
