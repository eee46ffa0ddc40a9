package ordermessage.local.monitor;

/** The state of an alarm. */
public enum AlarmState {
    /** The threshold is not breached, or there is no data. */
    OK,
    /** The threshold is breached. */
    ALARM,
    /** The metric does not exist on one machine. */
    NOT_MEASURED
}
