package ordermessage.logging;

/**
 * The names of the members that this service adds to its log lines. The queries in template.yaml and the runbook use them,
 * so they never change.
 */
public final class LogFields {
    /** The request id of API Gateway. The problem document of the same request has it too. */
    public static final String REQUEST_ID = "request_id";

    /** The id that SQS gave the message. */
    public static final String SQS_MESSAGE_ID = "sqs_message_id";

    /** The company, by its verified token or by the message in the queue. */
    public static final String COMPANY_ID = "company_id";

    /** The id of the message, in lower case. */
    public static final String MESSAGE_ID = "message_id";

    /** The outcome of the request or of the record. */
    public static final String OUTCOME = "outcome";

    /** The outcome of a record that will be delivered again. */
    public static final String FAILED = "failed";

    /** The reason for which the request was refused, or the message went to the dead-letter queue. */
    public static final String REASON = "reason";

    /** The status of the HTTP answer. */
    public static final String STATUS = "status";

    /** The duration of the request or of the record, in milliseconds. */
    public static final String DURATION_MS = "duration_ms";

    /** The time from the acceptance of a message until it was stored, in milliseconds. */
    public static final String AGE_MS = "age_ms";

    private LogFields() {}
}
