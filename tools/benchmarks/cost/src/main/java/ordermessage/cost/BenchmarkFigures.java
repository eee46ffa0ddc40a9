package ordermessage.cost;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;

/**
 * What {@code make bench ENGINE_LATENCY=10ms} found out: durations with S3, DynamoDB and SQS as far away as they are on
 * AWS, in seconds, and the bytes that an invocation logs.
 */
record Measured(double post, double get, double one, double ten, double postLog, double getLog, double processLog) {
    private static final String SEPARATOR_OUTSIDE_QUOTES = ",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)";

    /** @throws IllegalArgumentException when the table is not there, or lacks a figure */
    static Measured read(Path csv) {
        try {
            var lines = Files.readAllLines(csv);
            return new Measured(
                    milliseconds(lines, "PostMessageFunction", "warm p50"),
                    milliseconds(lines, "GetMessageFunction", "warm p50"),
                    milliseconds(lines, "Batches", "one message, p50"),
                    milliseconds(lines, "Batches", "ten messages of one batch, p50"),
                    figure(lines, "PostMessageFunction", "log of a request"),
                    figure(lines, "GetMessageFunction", "log of a request"),
                    figure(lines, "ProcessMessageFunction", "log of a request"));
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "%s cannot be read: make bench ENGINE_LATENCY=10ms writes it".formatted(csv), e);
        }
    }

    /** Of a batch with so many messages: between those of one and of ten. */
    double process(double batch) {
        return one + (ten - one) * (batch - 1) / 9;
    }

    private static double milliseconds(List<String> lines, String subject, String metric) {
        return figure(lines, subject, metric) / 1_000;
    }

    private static double figure(List<String> lines, String subject, String metric) {
        Predicate<List<String>> wanted = columns -> columns.size() > 4
                && columns.get(0).equals(subject)
                && columns.get(1).equals(metric)
                && columns.get(3).equals("service");
        return lines.stream()
                .map(line -> List.of(line.split(SEPARATOR_OUTSIDE_QUOTES, -1)))
                .map(columns ->
                        columns.stream().map(column -> column.replace("\"", "")).toList())
                .filter(wanted)
                .map(columns -> Double.parseDouble(columns.get(4)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "The benchmark's table has no '%s' of %s: make bench ENGINE_LATENCY=10ms writes it"
                                .formatted(metric, subject)));
    }
}
