package ordermessage.cost;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** The CSV file that {@code make bench} writes. */
final class BenchmarkCsv {
    // The texts of the columns "subject" and "metric", as ordermessage.bench.result.BenchmarkTarget and Metric define
    // them.
    static final String POST_FUNCTION = "PostMessageFunction";
    static final String GET_FUNCTION = "GetMessageFunction";
    static final String PROCESS_FUNCTION = "ProcessMessageFunction";
    static final String BATCHES = "Batches";
    static final String WARM_P50 = "warm p50";
    static final String ONE_MESSAGE_P50 = "one message, p50";
    static final String TEN_MESSAGES_P50 = "ten messages of one batch, p50";
    static final String REQUEST_LOG = "log of a request";

    /** The text of the column "variant" in the figures of this service, as ordermessage.bench.result.Variant has it. */
    private static final String SERVICE = "service";

    private static final int SUBJECT_COLUMN = 0;
    private static final int METRIC_COLUMN = 1;
    private static final int VARIANT_COLUMN = 3;
    private static final int MEDIAN_COLUMN = 4;

    private static final String SEPARATOR_OUTSIDE_QUOTES = ",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)";

    private final List<List<String>> rows;

    private BenchmarkCsv(List<List<String>> rows) {
        this.rows = rows;
    }

    /** @throws IllegalArgumentException when the file cannot be read */
    static BenchmarkCsv read(Path file) {
        try {
            return new BenchmarkCsv(
                    Files.readAllLines(file).stream().map(BenchmarkCsv::columns).toList());
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "%s cannot be read. Run make bench ENGINE_LATENCY=10ms to write it".formatted(file), e);
        }
    }

    /**
     * Returns a median of the service, in the unit of its row.
     *
     * @throws IllegalArgumentException when the file has no such row
     */
    double median(String subject, String metric) {
        return rows.stream()
                .filter(columns -> columns.size() > MEDIAN_COLUMN
                        && columns.get(SUBJECT_COLUMN).equals(subject)
                        && columns.get(METRIC_COLUMN).equals(metric)
                        && columns.get(VARIANT_COLUMN).equals(SERVICE))
                .map(columns -> Double.parseDouble(columns.get(MEDIAN_COLUMN)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "The benchmark's figures have no '%s' of %s. Run make bench ENGINE_LATENCY=10ms to write them"
                                .formatted(metric, subject)));
    }

    private static List<String> columns(String line) {
        return Arrays.stream(line.split(SEPARATOR_OUTSIDE_QUOTES, -1))
                .map(column -> column.replace("\"", ""))
                .toList();
    }
}
