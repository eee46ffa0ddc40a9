package ordermessage.bench.result;

/** The implementation that was measured. The text is the column {@code variant} of the CSV file. */
public enum Variant {
    /** This service. */
    SERVICE("service"),
    /** The least code that does the same: a baseline handler under the same runtime, or bare SDK calls. */
    BASELINE("baseline"),
    /** A program of the user in place of a function of the service. */
    CUSTOM("given");

    private final String text;

    Variant(String text) {
        this.text = text;
    }

    /** Returns the text that reports show. */
    @Override
    public String toString() {
        return text;
    }
}
