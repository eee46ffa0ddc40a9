package ordermessage.metrics;

/** The metrics of the service. Alarms and the dashboard in template.yaml use their names, so they never change. */
public enum Metric {
    /** Messages that POST accepted (202). */
    ACCEPTED("Accepted"),
    /** Messages that POST refused, by problem type. */
    REJECTED("Rejected"),
    /** Messages that were stored for the first time. */
    STORED("Stored"),
    /** Messages that were stored already, whether POST or the processor noticed it. */
    DUPLICATE("Duplicate"),
    /** Messages whose id is taken by different content, whether POST or the processor noticed it. */
    CONFLICT("Conflict"),
    /** Messages that the processor sent to the dead-letter queue, by reason. */
    DEAD_LETTERED("DeadLettered"),
    /** Records that failed and that the queue delivers again. */
    REDELIVERED("Redelivered"),
    /** The time from the acceptance of a message until it is stored, in milliseconds. */
    ACCEPTED_TO_STORED("AcceptedToStored");

    private final String id;

    Metric(String id) {
        this.id = id;
    }

    /** Returns the name in CloudWatch. */
    public String id() {
        return id;
    }
}
