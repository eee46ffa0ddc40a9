package ordermessage.cost;

import java.nio.file.Path;

/**
 * The figures that {@code make bench ENGINE_LATENCY=10ms} measured, with the latency that S3, DynamoDB and SQS have on
 * AWS.
 *
 * @param postSeconds the duration of a POST
 * @param getSeconds the duration of a GET
 * @param oneMessageSeconds the duration of a batch with one message
 * @param tenMessagesSeconds the duration of a batch with ten messages
 * @param postLogBytes the bytes that PostMessageFunction logs for each invocation
 * @param getLogBytes the bytes that GetMessageFunction logs for each invocation
 * @param processLogBytes the bytes that ProcessMessageFunction logs for each invocation
 */
record BenchmarkFigures(
        double postSeconds,
        double getSeconds,
        double oneMessageSeconds,
        double tenMessagesSeconds,
        double postLogBytes,
        double getLogBytes,
        double processLogBytes) {
    private static final double MILLISECONDS_PER_SECOND = 1_000;

    /** @throws IllegalArgumentException when the file cannot be read or lacks a figure */
    static BenchmarkFigures read(Path file) {
        var csv = BenchmarkCsv.read(file);
        return new BenchmarkFigures(
                csv.median(BenchmarkCsv.POST_FUNCTION, BenchmarkCsv.WARM_P50) / MILLISECONDS_PER_SECOND,
                csv.median(BenchmarkCsv.GET_FUNCTION, BenchmarkCsv.WARM_P50) / MILLISECONDS_PER_SECOND,
                csv.median(BenchmarkCsv.BATCHES, BenchmarkCsv.ONE_MESSAGE_P50) / MILLISECONDS_PER_SECOND,
                csv.median(BenchmarkCsv.BATCHES, BenchmarkCsv.TEN_MESSAGES_P50) / MILLISECONDS_PER_SECOND,
                csv.median(BenchmarkCsv.POST_FUNCTION, BenchmarkCsv.REQUEST_LOG),
                csv.median(BenchmarkCsv.GET_FUNCTION, BenchmarkCsv.REQUEST_LOG),
                csv.median(BenchmarkCsv.PROCESS_FUNCTION, BenchmarkCsv.REQUEST_LOG));
    }

    /** Returns the duration of a batch in seconds: a linear interpolation between one and ten messages. */
    double batchSeconds(double messages) {
        return oneMessageSeconds + (tenMessagesSeconds - oneMessageSeconds) * (messages - 1) / 9;
    }
}
