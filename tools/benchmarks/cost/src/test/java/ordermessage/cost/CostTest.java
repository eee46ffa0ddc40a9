package ordermessage.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import ordermessage.harness.InvalidSettingException;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests the bill and the limits with figures that are easy to check by hand. */
class CostTest {
    private static final BenchmarkFigures FIGURES = new BenchmarkFigures(0.020, 0.015, 0.040, 0.060, 600, 500, 400);
    private static final Deployment SMALL_ITEMS = new Deployment(1_024, 0, 4_096, false, false);
    private static final Offset<Double> CENT = within(0.005);

    @TempDir
    private Path folder;

    @Test
    void eachServiceIsBilledInItsOwnUnits() {
        var bill = Bill.ofMillionMessages(new MessageUsage(new Workload(10_000, 1_200, 1, 1), SMALL_ITEMS, FIGURES));

        assertThat(bill.get("API Gateway, POST")).isEqualTo(3.50, CENT);
        assertThat(bill.get("PostMessageFunction")).isEqualTo(0.20 + 0.020 * 13.3333334, CENT);
        assertThat(bill.get("SQS"))
                .as("a send, a tenth of a receive and a tenth of a delete")
                .isEqualTo(0.48, CENT);
        assertThat(bill.get("ProcessMessageFunction")).isEqualTo(0.02 + 0.006 * 13.3333334, CENT);
        assertThat(bill.get("S3, put")).isEqualTo(5.00, CENT);
        assertThat(bill.get("DynamoDB, write")).as("two write units").isEqualTo(1.25, CENT);
        assertThat(bill.get("DynamoDB, read")).isEqualTo(0.125, CENT);
        assertThat(bill.get("DynamoDB, read of POST")).as("half a read unit").isEqualTo(0.0625, CENT);
        assertThat(bill.get("DynamoDB, read before the put"))
                .as("half a read unit")
                .isEqualTo(0.0625, CENT);
        assertThat(bill.get("DynamoDB, write of the list")).as("one write unit").isEqualTo(0.625, CENT);
        assertThat(bill.get("Lists, 100 messages a page"))
                .as("a hundredth of a request and of twelve read units")
                .isEqualTo((3.50 + 0.20 + 0.015 * 13.3333334 + 12 * 0.125) / 100, CENT);
        assertThat(bill.get("S3, get")).isZero();
        assertThat(bill.get("Logs of writing")).isEqualTo(0.5 * (0.600 + 0.040), CENT);
        assertThat(bill.get("X-Ray")).isZero();
    }

    /** START and REPORT: 540 bytes of an invocation, and $0.50 a GB. */
    @Test
    void theLinesOfLambdaItselfCostMoreForSmallBatches() {
        var withLines = new Deployment(1_024, 0, 4_096, true, false);

        assertThat(logsOfWriting(10_000, withLines) - logsOfWriting(10_000, SMALL_ITEMS))
                .isEqualTo(0.5 * (0.540 + 0.054), CENT);
        assertThat(logsOfWriting(1, withLines) - logsOfWriting(1, SMALL_ITEMS)).isEqualTo(0.5 * 2 * 0.540, CENT);
    }

    @Test
    void aLongMessageCostsOneWriteUnitAndIsReadFromTheBucket() {
        var bill = Bill.ofMillionMessages(new MessageUsage(new Workload(100, 100_000, 1, 1), SMALL_ITEMS, FIGURES));

        assertThat(bill.get("DynamoDB, write")).isEqualTo(0.625, CENT);
        assertThat(bill.get("S3, get")).isEqualTo(0.40, CENT);
    }

    @Test
    void aLongMessageInTheTableCostsOneWriteUnitForEachKibibyte() {
        var longItems = new Deployment(1_024, 0, 389_120, false, false);

        var bill = Bill.ofMillionMessages(new MessageUsage(new Workload(100, 100_000, 1, 1), longItems, FIGURES));

        assertThat(bill.get("DynamoDB, write")).isEqualTo(0.625 * 99, within(1.0));
    }

    @Test
    void batchesAreFullAtAHighRateOrWithABatchingWindow() {
        assertThat(SMALL_ITEMS.batchSize(1)).isEqualTo(1);
        assertThat(SMALL_ITEMS.batchSize(10_000)).isEqualTo(10);
        assertThat(new Deployment(1_024, 1, 4_096, false, false).batchSize(100)).isEqualTo(10);
    }

    @Test
    void theLimitWithTheHighestUtilizationIsFirst() {
        var limits = CapacityLimit.of(new MessageUsage(new Workload(10_000, 1_200, 1, 1), SMALL_ITEMS, FIGURES));

        assertThat(limits.getFirst().name()).startsWith("API's throttle");
        assertThat(limits.getFirst().utilization()).isEqualTo(20, CENT);
        assertThat(limits)
                .filteredOn(limit -> limit.name().startsWith("S3 puts"))
                .allSatisfy(limit -> assertThat(limit.utilization()).isGreaterThan(2));
        assertThat(limits)
                .filteredOn(limit -> limit.name().startsWith("Write units/s of a list"))
                .singleElement()
                .satisfies(limit -> assertThat(limit.utilization()).isEqualTo(1.25, CENT));
    }

    @Test
    void theReportUsesTheFiguresOfTheBenchmark() throws IOException {
        var csv = benchmarks();

        assertThat(BenchmarkFigures.read(csv)).isEqualTo(FIGURES);
        assertThat(Main.report(Map.of("RATE", "250", "SIZE", "2000"), csv))
                .contains("Messages of 2,000 bytes")
                .contains("What limits first at 250 messages a second")
                .doesNotContain("10,000 messages a second");
    }

    @Test
    void theReportCountsTheLinesOfLambdaItselfIfTheStackHasThem() throws IOException {
        var csv = benchmarks();

        assertThat(Main.report(Map.of("SYSTEM_LOG", "WARN"), csv))
                .isEqualTo(Main.report(Map.of(), csv))
                .isEqualTo(Main.report(Map.of("SYSTEM_LOG", ""), csv))
                .isNotEqualTo(Main.report(Map.of("SYSTEM_LOG", "INFO"), csv));
    }

    @Test
    void theErrorForInvalidInputNamesTheVariableOrTheCommand() throws IOException {
        var empty = Files.writeString(folder.resolve("empty.csv"), "subject\n");

        assertThatThrownBy(() -> Main.report(Map.of(), empty)).hasMessageContaining("make bench");
        assertThatThrownBy(() -> Main.report(Map.of(), folder.resolve("none.csv")))
                .hasMessageContaining("make bench");
        assertThatThrownBy(() -> new Workload(0, 1, 1, 1)).hasMessageContaining("RATE");
        assertThatThrownBy(() -> new Workload(1, 2_000_000, 1, 1)).hasMessageContaining("SIZE");
        assertThatThrownBy(() -> new Workload(1, 1, 1, -1)).hasMessageContaining("LISTS");
    }

    @ParameterizedTest
    @CsvSource({
        "RATE, abc",
        "RATE, 0",
        "RATE, NaN",
        "RATE, Infinity",
        "RATE, -1",
        "SIZE, 1.5",
        "SIZE, 2000000",
        "READS, 1e300",
        "LISTS, -1",
        "MEMORY, 12",
        "BATCHING_WINDOW, -5",
        "LONGEST_BODY, 9999999",
        "SYSTEM_LOG, DEBUG",
        "TRACING, on",
    })
    void theErrorForAnInvalidVariableNamesItAndItsValue(String variable, String value) {
        assertThatThrownBy(() -> Main.report(Map.of(variable, value), folder))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageStartingWith(variable + "=" + value + " is not ");
    }

    private static double logsOfWriting(double rate, Deployment deployment) {
        return Bill.ofMillionMessages(new MessageUsage(new Workload(rate, 1_200, 1, 1), deployment, FIGURES))
                .get("Logs of writing");
    }

    private Path benchmarks() throws IOException {
        return Files.writeString(folder.resolve("bench.csv"), """
                subject,metric,unit,variant,median,min,max
                "PostMessageFunction","warm p50",ms,baseline,1.000,1.000,1.000
                "PostMessageFunction","warm p50",ms,service,20.000,19.000,21.000
                "GetMessageFunction","warm p50",ms,service,15.000,14.000,16.000
                "Batches","one message, p50",ms,service,40.000,39.000,41.000
                "Batches","ten messages of one batch, p50",ms,service,60.000,59.000,61.000
                "PostMessageFunction","log of a request",bytes,service,600.000,600.000,600.000
                "GetMessageFunction","log of a request",bytes,service,500.000,500.000,500.000
                "ProcessMessageFunction","log of a request",bytes,service,400.000,400.000,400.000
                """);
    }
}
