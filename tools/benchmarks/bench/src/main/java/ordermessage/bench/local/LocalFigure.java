package ordermessage.bench.local;

import ordermessage.bench.report.Goal.Bound;

/** A figure of the local stack, with the value that it has to reach. */
enum LocalFigure {
    POSTS("POST/s, 16 clients, the consumer is off", Bound.AT_LEAST, 500),
    POSTS_WHILE_STORING("POST/s, 16 clients, the consumer is on", Bound.AT_LEAST, 500),
    STORED_WHILE_POSTING("messages stored/s during these POSTs", Bound.AT_LEAST, 0),
    DRAINED("messages stored/s from a filled queue", Bound.AT_LEAST, 400),
    GETS("GET/s, 16 clients", Bound.AT_LEAST, 800),
    POST_ADDED("POST, 1 client, p50 minus the function's own, ms", Bound.AT_MOST, 1),
    GET_ADDED("GET, 1 client, p50 minus the function's own, ms", Bound.AT_MOST, 1);

    private final String text;
    private final Bound bound;
    private final double limit;

    LocalFigure(String text, Bound bound, double limit) {
        this.text = text;
        this.bound = bound;
        this.limit = limit;
    }

    Bound bound() {
        return bound;
    }

    /** Returns the last value that meets the goal; 0 for a figure without a goal. */
    double limit() {
        return limit;
    }

    /** Returns the text that the report shows. */
    @Override
    public String toString() {
        return text;
    }
}
