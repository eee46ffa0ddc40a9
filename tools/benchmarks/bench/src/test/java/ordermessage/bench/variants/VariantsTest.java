package ordermessage.bench.variants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import ordermessage.bench.stack.ServiceFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests the reports of the variants, their artifacts and the settings of a run. */
class VariantsTest {
    private static final Path PROJECT = Path.of("/project");

    @Test
    void theReportsHaveTheMedianItsRangeAndTheRatioToTheDefault() {
        var figures = new VariantFigures();
        for (var value : new double[] {30, 10, 20}) {
            figures.add(ServiceFunction.POST, FunctionVariant.DEFAULT, VariantMetric.FIRST_REQUEST, value);
            figures.add(ServiceFunction.POST, FunctionVariant.ALL_COMPILERS, VariantMetric.FIRST_REQUEST, value / 2);
        }
        var report = new VariantReport(figures);

        assertThat(report.csv())
                .contains(
                        "PostMessageFunction,\"first request after priming, ms\",default,20.00,10.00,30.00,1.000\n",
                        "PostMessageFunction,\"first request after priming, ms\",all_compilers,10.00,5.00,15.00,0.500\n");
        assertThat(report.text()).containsPattern("all_compilers +10\\.00 +\\(5\\.00–15\\.00\\) +0\\.50");
    }

    @Test
    void aVariantHasNoRatioIfTheDefaultDidNotStart() {
        var figures = new VariantFigures();
        figures.add(ServiceFunction.POST, FunctionVariant.G1, VariantMetric.FIRST_REQUEST, 20);

        assertThat(new VariantReport(figures).csv())
                .contains("PostMessageFunction,\"first request after priming, ms\",g1,20.00,20.00,20.00,NaN\n");
    }

    @Test
    void theArtifactOfAnotherHttpClientHasNoneOfApache(@TempDir Path folder) throws IOException {
        for (var function : ServiceFunction.values()) {
            create(folder.resolve(function.logicalId() + "/target/artifact/ordermessage/Handler.class"));
            create(folder.resolve(function.logicalId() + "/target/artifact/lib/apache5-client-1.jar"));
            create(folder.resolve(function.logicalId() + "/target/artifact/lib/httpclient5-1.jar"));
            create(folder.resolve(function.logicalId() + "/target/artifact/lib/httpcore5-h2-1.jar"));
            create(folder.resolve(function.logicalId() + "/target/artifact/lib/utils-1.jar"));
        }
        create(folder.resolve("tools/benchmarks/http-clients/target/artifact/software/Client.class"));
        create(folder.resolve("tools/benchmarks/http-clients/target/artifact/lib/aws-crt-1.jar"));
        create(folder.resolve("tools/benchmarks/http-clients/target/artifact/lib/utils-1.jar"));

        HttpClientArtifacts.make(folder, folder.resolve("other"));

        var artifact = folder.resolve("other/PostMessageFunction/target/artifact");
        assertThat(artifact.resolve("lib").toFile().list()).containsExactlyInAnyOrder("aws-crt-1.jar", "utils-1.jar");
        assertThat(artifact.resolve("ordermessage/Handler.class")).exists();
        assertThat(artifact.resolve("software/Client.class")).exists();
    }

    @Test
    void withoutVariablesEachFunctionIsStartedNineTimesAsEachVariant() {
        var settings = VariantSettings.of(Map.of(), PROJECT);

        assertThat(settings.functions()).containsExactly(ServiceFunction.values());
        assertThat(settings.variants()).containsExactly(FunctionVariant.values());
        assertThat(settings.starts()).isEqualTo(9);
        assertThat(settings.requests()).isEqualTo(1_000);
        assertThat(settings.engineLatency()).isEqualTo(Duration.ofMillis(1));
    }

    @Test
    void theDefaultIsAlwaysMeasuredToo() {
        assertThat(VariantSettings.of(Map.of("VARIANTS", "all_compilers one_arena"), PROJECT)
                        .variants())
                .containsExactly(FunctionVariant.DEFAULT, FunctionVariant.ALL_COMPILERS, FunctionVariant.ONE_ARENA);
    }

    @ParameterizedTest
    @CsvSource({"VARIANTS, c3", "STARTS, 0", "REQUESTS, 400", "ENGINE_LATENCY, far", "ONLY, all"})
    void theErrorForAnInvalidValueNamesTheVariable(String variable, String value) {
        assertThatThrownBy(() -> VariantSettings.of(Map.of(variable, value), PROJECT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(variable + "=" + value);
    }

    private static void create(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        Files.createFile(file);
    }
}
