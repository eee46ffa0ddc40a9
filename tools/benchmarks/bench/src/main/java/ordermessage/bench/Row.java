package ordermessage.bench;

/**
 * What is measured.
 *
 * @param subject a function, or a part of the pipeline
 * @param metric what of it
 */
record Row(String subject, String metric, Unit unit) {
    /** What it counts in. */
    enum Unit {
        MILLISECONDS("ms"),
        PER_SECOND("/s"),
        MEGABYTES("MB"),
        BYTES("bytes"),
        CLASSES("classes");

        private final String text;

        Unit(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
