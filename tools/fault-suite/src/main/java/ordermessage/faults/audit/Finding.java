package ordermessage.faults.audit;

/** A broken promise of the service. */
public record Finding(Kind kind, String detail) {
    /** The kind of a broken promise. Its text names it in the report. */
    public enum Kind {
        LOST("lost"),
        REPLACED("replaced"),
        STORED_TWICE("stored twice"),
        STORED_THOUGH_REFUSED("stored though refused"),
        WRONG_REASON("in the DLQ without its reason"),
        WRONG_ANSWER("wrong response"),
        LEFT_IN_QUEUE("left in the queue");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
