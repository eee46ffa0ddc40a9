package ordermessage.faults;

/**
 * A record that can never be stored.
 *
 * @param body as it is put into the queue
 * @param reason with which it has to be in the dead-letter queue
 */
record Poison(String body, String reason) {
    /** What is wrong with it. */
    enum Form {
        NOT_JSON,
        BLANK,
        ONE_MEBIBYTE,
        NO_METADATA,
        NO_DATA;

        /** The record of this form and number: no two are the same. */
        Poison numbered(int number) {
            return switch (this) {
                case NOT_JSON -> new Poison("<poison>%d</poison>".formatted(number), "unreadable");
                case BLANK -> new Poison(" ".repeat(number + 1), "unreadable");
                case ONE_MEBIBYTE -> new Poison("%-1048576d".formatted(number), "invalid");
                case NO_METADATA -> new Poison("{\"data\":{\"poison\":%d}}".formatted(number), "invalid");
                case NO_DATA -> new Poison("{\"metadata\":{\"poison\":%d}}".formatted(number), "invalid");
            };
        }
    }
}
