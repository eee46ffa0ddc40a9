package ordermessage.bench.result;

/**
 * A metric of a {@link BenchmarkTarget}. The text is the column {@code metric} of the CSV file;
 * {@code ordermessage.cost.BenchmarkCsv} and the documents repeat some of the texts.
 */
public enum Metric {
    // Of a function: its artifact.
    ARTIFACT_SIZE("artifact, unzipped", Unit.MEGABYTES),
    ARTIFACT_CLASSES("classes in the artifact", Unit.CLASSES),

    // Of a function: its start.
    INIT("init", Unit.MILLISECONDS),
    FIRST_REQUEST_UNPRIMED("first request, not primed", Unit.MILLISECONDS),
    CLASSES_LOADED_UNPRIMED("classes loaded by the first request, not primed", Unit.CLASSES),
    INIT_AND_PRIMING("init and priming, once a version", Unit.MILLISECONDS),
    FIRST_REQUEST_PRIMED("first request, primed", Unit.MILLISECONDS),
    SECOND_REQUEST_PRIMED("second request, primed", Unit.MILLISECONDS),
    FIRST_REQUEST_PRIMED_AND_COLLECTED(
            "first request, primed, garbage collected before the snapshot", Unit.MILLISECONDS),
    NO_OP_FIRST_REQUEST("first request of a handler that does nothing", Unit.MILLISECONDS),
    NO_OP_WARM_P50("warm p50 of a handler that does nothing", Unit.MILLISECONDS),

    // Of a function that has run for a while.
    WARM_P50("warm p50", Unit.MILLISECONDS),
    WARM_P99("warm p99", Unit.MILLISECONDS),
    REQUEST_LOG("log of a request", Unit.BYTES),
    MEMORY_AFTER_10_000_REQUESTS("memory (RSS) after 10,000 requests", Unit.MEGABYTES),
    MEMORY_AFTER_20_000_REQUESTS("memory (RSS) after 20,000 requests", Unit.MEGABYTES),

    // Of batches.
    ONE_MESSAGE_P50("one message, p50", Unit.MILLISECONDS),
    TEN_MESSAGES_P50("ten messages of one batch, p50", Unit.MILLISECONDS),

    // Of the pipeline.
    POST_RATE_1_CLIENT("POST, 1 client", Unit.PER_SECOND),
    GET_RATE_1_CLIENT("GET, 1 client", Unit.PER_SECOND),
    POST_RATE_4_CLIENTS("POST, 4 clients", Unit.PER_SECOND),
    GET_RATE_4_CLIENTS("GET, 4 clients", Unit.PER_SECOND),
    POST_RATE_16_CLIENTS("POST, 16 clients", Unit.PER_SECOND),
    GET_RATE_16_CLIENTS("GET, 16 clients", Unit.PER_SECOND),
    ACCEPTED_TO_READABLE_P50("from 202 to readable, p50", Unit.MILLISECONDS),
    ACCEPTED_TO_READABLE_P99("from 202 to readable, p99", Unit.MILLISECONDS),
    DRAIN_RATE_1_PROCESS("drain, 1 process", Unit.PER_SECOND),
    DRAIN_RATE_2_PROCESSES("drain, 2 processes", Unit.PER_SECOND),
    DRAIN_RATE_4_PROCESSES("drain, 4 processes", Unit.PER_SECOND),
    BARE_WRITE_RATE_2_PROCESSES("bare writes, 2 processes", Unit.PER_SECOND);

    private final String text;
    private final Unit unit;

    Metric(String text, Unit unit) {
        this.text = text;
        this.unit = unit;
    }

    /** Returns the unit of all its values. */
    public Unit unit() {
        return unit;
    }

    /** Returns the text that reports show. */
    @Override
    public String toString() {
        return text;
    }
}
