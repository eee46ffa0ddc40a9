package ordermessage.bench.result;

/** The unit of a metric. */
public enum Unit {
    MILLISECONDS("ms"),
    PER_SECOND("/s"),
    /** A million bytes. */
    MEGABYTES("MB"),
    BYTES("bytes"),
    CLASSES("classes");

    private final String text;

    Unit(String text) {
        this.text = text;
    }

    /** Returns the text that reports show. */
    @Override
    public String toString() {
        return text;
    }
}
