package ordermessage.faults.audit;

/**
 * A message in the dead-letter queue, as the fault suite reads it without the service's code.
 *
 * @param reason the processor's reason, or {@value #TOO_MANY_RECEIVES} for a message that SQS moved
 */
public record DeadLetter(String body, String reason) {
    /** The reason of a message that SQS moved because its receives were used up. */
    public static final String TOO_MANY_RECEIVES = "too many receives";
}
