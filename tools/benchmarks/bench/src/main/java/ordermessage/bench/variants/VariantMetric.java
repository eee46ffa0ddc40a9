package ordermessage.bench.variants;

/** The figures of each start of a variant. The text is the column {@code metric} of the CSV file. */
enum VariantMetric {
    START_TO_SNAPSHOT("start to snapshot, ms"),
    FIRST_REQUEST("first request after priming, ms"),
    WARM_P50("warm p50, ms"),
    WARM_P99("warm p99, ms"),
    PROCESSOR_TIME("processor time of a warm request, ms"),
    MEMORY("memory (RSS), MB"),
    TRIMMED_MEMORY("memory (RSS) after malloc gave free memory back, MB");

    private final String text;

    VariantMetric(String text) {
        this.text = text;
    }

    /** Returns the text that reports show. */
    @Override
    public String toString() {
        return text;
    }
}
