package ordermessage.faults.run;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import ordermessage.faults.audit.FaultCount;

/** Counts the faults of a run by their text. It can be used by many threads. */
final class FaultCounter {
    private static final FaultCount SCHEDULED = new FaultCount(1, 0);
    private static final FaultCount EFFECTIVE = new FaultCount(0, 1);

    private final Map<String, FaultCount> counts = new ConcurrentHashMap<>();

    /** Counts a fault of the schedule. */
    void countScheduled(Fault fault) {
        counts.merge(fault.toString(), SCHEDULED, FaultCount::plus);
    }

    /** Counts a scheduled fault when it takes effect. */
    void countEffective(Fault fault) {
        counts.merge(fault.toString(), EFFECTIVE, FaultCount::plus);
    }

    /** Returns the counts so far, by the text of the fault. */
    Map<String, FaultCount> counts() {
        return new TreeMap<>(counts);
    }
}
