package ordermessage.bench;

/** Whose figure it is. */
enum Contestant {
    /** This service. */
    SERVICE("service"),
    /** The least that does the same: a bare handler under the same runtime, or bare calls of the SDK. */
    FLOOR("floor"),
    /** A handler that the user has named in place of ours. */
    GIVEN("given");

    private final String text;

    Contestant(String text) {
        this.text = text;
    }

    @Override
    public String toString() {
        return text;
    }
}
