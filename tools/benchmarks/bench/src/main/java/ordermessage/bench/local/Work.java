package ordermessage.bench.local;

/** Work of the stack whose processor time is measured. */
enum Work {
    POST("POST"),
    STORE("store"),
    POST_AND_STORE("POST and store"),
    GET("GET");

    private final String text;

    Work(String text) {
        this.text = text;
    }

    /** Returns the text that the report shows. */
    @Override
    public String toString() {
        return text;
    }
}
