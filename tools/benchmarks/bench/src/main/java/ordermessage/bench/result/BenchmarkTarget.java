package ordermessage.bench.result;

import ordermessage.bench.stack.BenchStack;
import ordermessage.bench.stack.ServiceFunction;

/**
 * The subject of a figure: a function, or a part of the pipeline. The text is the column {@code subject} of the CSV file;
 * {@code ordermessage.cost.BenchmarkCsv} repeats some of the texts.
 */
public enum BenchmarkTarget {
    POST_FUNCTION(ServiceFunction.POST.logicalId()),
    GET_FUNCTION(ServiceFunction.GET.logicalId()),
    LIST_FUNCTION(ServiceFunction.LIST.logicalId()),
    PROCESS_FUNCTION(ServiceFunction.PROCESS.logicalId()),
    BATCHES("Batches"),
    BATCHES_WITH_DISTANT_ENGINES(
            "Batches, engines %d ms away".formatted(BenchStack.DISTANT_ENGINES_LATENCY.toMillis())),
    PIPELINE("Pipeline");

    private final String text;

    BenchmarkTarget(String text) {
        this.text = text;
    }

    /** Returns the target that stands for a function. */
    public static BenchmarkTarget of(ServiceFunction function) {
        return switch (function) {
            case POST -> POST_FUNCTION;
            case GET -> GET_FUNCTION;
            case LIST -> LIST_FUNCTION;
            case PROCESS -> PROCESS_FUNCTION;
        };
    }

    /** Returns the text that reports show. */
    @Override
    public String toString() {
        return text;
    }
}
