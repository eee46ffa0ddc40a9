package ordermessage.faults.traffic;

/**
 * A record for the queue that can never be stored.
 *
 * @param body the body of the SQS message
 * @param reason the reason that it must have in the dead-letter queue
 */
public record PoisonRecord(String body, String reason) {
    /** The defect that makes a record impossible to store. */
    public enum Defect {
        NOT_JSON,
        BLANK,
        /** The record leaves just enough room for its reason: SQS counts body and attributes together. */
        ALMOST_ONE_MEBIBYTE,
        NO_METADATA,
        NO_DATA;

        /**
         * A record with this defect.
         *
         * @param number makes the body different from the bodies with other numbers
         */
        public PoisonRecord createRecord(int number) {
            return switch (this) {
                case NOT_JSON -> new PoisonRecord("<poison>%d</poison>".formatted(number), "unreadable");
                case BLANK -> new PoisonRecord(" ".repeat(number + 1), "unreadable");
                case ALMOST_ONE_MEBIBYTE -> new PoisonRecord("%-1047552d".formatted(number), "invalid");
                case NO_METADATA -> new PoisonRecord("{\"data\":{\"poison\":%d}}".formatted(number), "invalid");
                case NO_DATA -> new PoisonRecord("{\"metadata\":{\"poison\":%d}}".formatted(number), "invalid");
            };
        }
    }
}
