package ordermessage.bench.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import ordermessage.bench.stack.ServiceFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests the choice of a memory size, its price, its reports and its settings. */
class TuneTest {
    private static final Path PROJECT = Path.of("/project");

    @Test
    void aMillionCallsOf11MillisecondsWith1024MegabytesCost16CentsMoreThanTheirRequests() {
        assertThat(post(1_024, 40, 11.0).dollars()).isCloseTo(0.20 + 11_000 * 0.0000133334, within(0.001));
    }

    @Test
    void aBatchOfTenIsPaidOnceForTenMessages() {
        var ten = new MemoryFigures(1_024, 0, 0, 0, 0, 20, 10, 20);

        assertThat(ten.dollars()).isCloseTo(post(1_024, 40, 20).dollars() / 10, within(1e-9));
    }

    @Test
    void theCheapestSizeThatIsFastEnoughIsNamed() {
        var figures =
                Map.of(ServiceFunction.POST, List.of(post(512, 120, 15), post(1_024, 40, 12), post(2_048, 20, 11)));

        assertThat(new TuneReport(figures, Duration.ofMillis(50)).text()).contains("at most 50 ms: 1,024 MB");
        assertThat(new TuneReport(figures, Duration.ofMillis(10)).text())
                .contains("No size has a p99 of at most 10 ms");
    }

    @Test
    void aFunctionThatStartsWithNoSizeIsInTheReportsWithoutFigures() {
        Map<ServiceFunction, List<MemoryFigures>> figures = Map.of(ServiceFunction.POST, List.of());

        assertThat(new TuneReport(figures, Duration.ofMillis(50)).text())
                .contains("No size has a p99 of at most 50 ms");
        assertThat(TunePlot.of(figures)).contains("PostMessageFunction");
    }

    @Test
    void theFileAndThePlotHaveEachSize() {
        var figures = Map.of(ServiceFunction.POST, List.of(post(512, 120, 15), post(1_024, 40, 12)));

        assertThat(new TuneReport(figures, Duration.ofMillis(50)).csv())
                .contains("PostMessageFunction,512,", "PostMessageFunction,1024,0.0,0.00,0.00,40.00,,0.360");
        assertThat(TunePlot.of(figures)).contains("512 MB", "1024 MB", "PostMessageFunction");
    }

    @Test
    void withoutVariablesEachFunctionIsMeasuredWithSevenSizes() {
        var settings = TuneSettings.of(Map.of(), PROJECT);

        assertThat(settings.functions()).containsExactly(ServiceFunction.values());
        assertThat(settings.memorySizes()).containsExactly(256, 512, 768, 1_024, 1_536, 1_769, 3_008);
        assertThat(settings.starts()).isEqualTo(3);
        assertThat(settings.engineLatency()).isEqualTo(Duration.ofMillis(10));
        assertThat(settings.latency()).isEqualTo(Duration.ofMillis(100));
    }

    @ParameterizedTest
    @CsvSource({
        "MEMORY_SIZES, 64",
        "MEMORY_SIZES, big",
        "STARTS, 0",
        "LATENCY, soon",
        "ENGINE_LATENCY, far",
        "ONLY, all"
    })
    void theErrorForAnInvalidValueNamesTheVariable(String variable, String value) {
        assertThatThrownBy(() -> TuneSettings.of(Map.of(variable, value), PROJECT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(variable + "=" + value);
    }

    private static MemoryFigures post(int memory, double p99, double billed) {
        return new MemoryFigures(memory, 0, 0, 0, p99, billed, 1, Double.NaN);
    }
}
