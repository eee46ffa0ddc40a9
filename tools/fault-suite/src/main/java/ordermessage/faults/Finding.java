package ordermessage.faults;

/** A promise that was broken. */
record Finding(Kind kind, String detail) {
    /** Which promise. */
    enum Kind {
        LOST("lost"),
        REPLACED("replaced"),
        STORED_TWICE("stored twice"),
        STORED_THOUGH_REFUSED("stored though refused"),
        WRONG_REASON("in the DLQ without its reason"),
        WRONG_ANSWER("answered wrongly"),
        LEFT("left in the queue");

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
