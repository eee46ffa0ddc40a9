package ordermessage.bench;

/** Whose figure it is. */
enum Variant {
    /** This service. */
    SERVICE("service"),
    /** The least that does the same: a bare handler under the same runtime, or bare calls of the SDK. */
    BASELINE("baseline"),
    /** A handler that the user has named in place of ours. */
    GIVEN("given");

    private final String text;

    Variant(String text) {
        this.text = text;
    }

    @Override
    public String toString() {
        return text;
    }
}
