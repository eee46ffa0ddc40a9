package ordermessage.faults.audit;

/**
 * How often a kind of fault occurred in a run.
 *
 * @param scheduled the number of faults in the schedule
 * @param effective the number of faults that took effect: a call got them, or a process was busy
 */
public record FaultCount(int scheduled, int effective) {
    /** Returns the sum of this count and another one. */
    public FaultCount plus(FaultCount other) {
        return new FaultCount(scheduled + other.scheduled, effective + other.effective);
    }

    /** Returns the number of faults that took effect, and of how many scheduled ones if these are more. */
    @Override
    public String toString() {
        return effective == scheduled ? "%,d".formatted(effective) : "%,d of %,d".formatted(effective, scheduled);
    }
}
