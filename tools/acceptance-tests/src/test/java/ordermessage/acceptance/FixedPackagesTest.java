package ordermessage.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The packages that this service is to be made of. What ships is looked at, not what a pom names. */
class FixedPackagesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PostMessageFunction    | aws-lambda-java-core aws-lambda-java-events gson powertools-logging powertools-validation sqs",
                "GetMessageFunction     | aws-lambda-java-core aws-lambda-java-events gson powertools-logging dynamodb s3",
                "ProcessMessageFunction | aws-lambda-java-core aws-lambda-java-events gson powertools-logging dynamodb s3 sqs",
            })
    void everyFunctionShipsWithItsPackages(String function, String packages) throws IOException {
        try (var jars = Files.list(RunningService.project().resolve(function).resolve("target/artifact/lib"))) {
            assertThat(jars.map(jar -> jar.getFileName().toString().replaceFirst("-[0-9][0-9.]*\\.jar$", "")))
                    .contains(packages.split(" "));
        }
    }

    @ParameterizedTest
    @CsvSource({"PostMessageFunction", "GetMessageFunction", "ProcessMessageFunction"})
    void noFunctionShipsWithTestsRunnerOrHttpClientsThatItDoesNotUse(String function) throws IOException {
        try (var jars = Files.list(RunningService.project().resolve(function).resolve("target/artifact/lib"))) {
            assertThat(jars.map(jar -> jar.getFileName().toString()))
                    .noneMatch(
                            jar -> jar.matches(
                                    "(netty|apache-client|url-connection|junit|assertj|local-runner|parent-watchdog|snakeyaml-engine).*"));
        }
    }
}
