package ordermessage.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests which libraries are in the built artifacts. It reads the artifacts and not the poms. */
@Tag("artifacts")
class ArtifactLibrariesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PostMessageFunction    | aws-lambda-java-core aws-lambda-java-events gson powertools-logging powertools-validation sqs",
                "GetMessageFunction     | aws-lambda-java-core aws-lambda-java-events gson powertools-logging dynamodb s3",
                "ProcessMessageFunction | aws-lambda-java-core aws-lambda-java-events gson powertools-logging dynamodb s3 sqs",
            })
    void everyArtifactContainsItsRequiredLibraries(String function, String libraries) throws IOException {
        try (var jars = Files.list(RunningService.project().resolve(function).resolve("target/artifact/lib"))) {
            assertThat(jars.map(jar -> jar.getFileName().toString().replaceFirst("-[0-9][0-9.]*\\.jar$", "")))
                    .contains(libraries.split(" "));
        }
    }

    @ParameterizedTest
    @CsvSource({"PostMessageFunction", "GetMessageFunction", "ProcessMessageFunction"})
    void noArtifactContainsTestLibrariesTheLocalRunnerOrUnusedHttpClients(String function) throws IOException {
        try (var jars = Files.list(RunningService.project().resolve(function).resolve("target/artifact/lib"))) {
            assertThat(jars.map(jar -> jar.getFileName().toString()))
                    .noneMatch(
                            jar -> jar.matches(
                                    "(netty|apache-client|url-connection|junit|assertj|local-runner|parent-watchdog|snakeyaml-engine).*"));
        }
    }
}
