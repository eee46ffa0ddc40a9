package ordermessage.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests which libraries are in the built artifacts. It reads the artifacts and not the poms. */
@Tag("artifacts")
class ArtifactLibrariesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PostMessageFunction    | aws-lambda-java-core aws-lambda-java-events gson powertools-logging powertools-validation dynamodb sqs",
                "GetMessageFunction     | aws-lambda-java-core aws-lambda-java-events gson powertools-logging dynamodb s3",
                "ListMessagesFunction   | aws-lambda-java-core aws-lambda-java-events gson powertools-logging dynamodb",
                "ProcessMessageFunction | aws-lambda-java-core aws-lambda-java-events gson powertools-logging dynamodb s3 sqs",
                "SmokeCheckFunction     | aws-lambda-java-core aws-lambda-java-events gson powertools-logging secretsmanager",
                "DeploymentCheckFunction | aws-lambda-java-core aws-lambda-java-events gson powertools-logging lambda codedeploy",
            })
    void everyArtifactContainsItsRequiredLibraries(String function, String required) throws IOException {
        assertThat(libraries(function))
                .extracting(jar -> jar.getFileName().toString().replaceFirst("-[0-9][0-9.]*\\.jar$", ""))
                .contains(required.split(" "));
    }

    @ParameterizedTest
    @CsvSource({"PostMessageFunction", "ListMessagesFunction"})
    void aFunctionThatReadsOnlyTheTableHasNoClientOfTheBucket(String function) throws IOException {
        assertThat(libraries(function))
                .extracting(jar -> jar.getFileName().toString())
                .noneMatch(jar -> jar.matches("s3-[0-9].*"));
    }

    @ParameterizedTest
    @MethodSource("functions")
    void noArtifactContainsTestLibrariesTheLocalRunnerOrUnusedHttpClients(String function) throws IOException {
        assertThat(libraries(function))
                .extracting(jar -> jar.getFileName().toString())
                .noneMatch(
                        jar -> jar.matches(
                                "(netty|apache-client|url-connection|junit|assertj|local-runner|parent-watchdog|sdk-interceptors|snakeyaml-engine).*"));
    }

    /** If two jars have a class of the same name, the order of the class path decides which one the JVM loads. */
    @ParameterizedTest
    @MethodSource("functions")
    void noArtifactContainsAClassTwice(String function) throws IOException {
        var jarsByClass = new HashMap<String, List<String>>();
        for (var jar : libraries(function)) {
            classes(jar)
                    .forEach(name -> jarsByClass
                            .computeIfAbsent(name, _ -> new ArrayList<>())
                            .add(jar.getFileName().toString()));
        }
        jarsByClass.values().removeIf(jars -> jars.size() == 1);

        assertThat(jarsByClass).isEqualTo(Map.of());
    }

    static List<String> functions() {
        return List.of(
                "PostMessageFunction",
                "GetMessageFunction",
                "ListMessagesFunction",
                "ProcessMessageFunction",
                "SmokeCheckFunction",
                "DeploymentCheckFunction");
    }

    private static List<Path> libraries(String function) throws IOException {
        try (var jars = Files.list(RunningService.project().resolve(function).resolve("target/artifact/lib"))) {
            return jars.toList();
        }
    }

    private static List<String> classes(Path jar) throws IOException {
        try (var file = new JarFile(jar.toFile())) {
            return file.stream()
                    .map(ZipEntry::getName)
                    .filter(name -> name.endsWith(".class") && !name.startsWith("META-INF/"))
                    .filter(name -> !name.equals("module-info.class"))
                    .toList();
        }
    }
}
