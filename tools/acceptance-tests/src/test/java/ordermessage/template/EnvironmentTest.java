package ordermessage.template;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests that the template sets exactly the environment variables that the code reads. */
class EnvironmentTest {

    /** The variables that Powertools for AWS Lambda reads. */
    private static final Set<String> POWERTOOLS = Set.of("POWERTOOLS_SERVICE_NAME", "POWERTOOLS_LOG_LEVEL");

    /** The variables that the JVM reads when it starts. */
    private static final Set<String> JVM = Set.of("JAVA_TOOL_OPTIONS");

    /** The variables that {@code sam local} sets. */
    private static final Set<String> SAM_LOCAL = Set.of("AWS_SAM_LOCAL");

    static List<TemplateFunction> functions() {
        return SamTemplate.read().functions();
    }

    @ParameterizedTest
    @MethodSource("functions")
    void theTemplateSetsExactlyTheVariablesThatTheFunctionReads(TemplateFunction function) {
        var read = Stream.of(FunctionEnvironment.of(function).names(), endpoints(function), POWERTOOLS, JVM)
                .flatMap(Set::stream)
                .filter(name -> !SAM_LOCAL.contains(name))
                .collect(toSet());

        assertThat(function.variables().keySet()).containsExactlyInAnyOrderElementsOf(read);
    }

    @ParameterizedTest
    @MethodSource("functions")
    void theErrorForAMissingVariableContainsItsName(TemplateFunction function) {
        var environment = FunctionEnvironment.of(function);
        var needed = new TreeSet<>(environment.names());
        needed.removeAll(SAM_LOCAL);
        for (var missing : needed) {
            var others = environment.names().stream()
                    .filter(name -> !name.equals(missing))
                    .collect(toMap(name -> name, name -> "x"));

            assertThatThrownBy(() -> environment.readFrom(others)).hasMessageContaining(missing);
        }
    }

    @ParameterizedTest
    @MethodSource("functions")
    void onlyTheHandlerReadsTheEnvironment(TemplateFunction function) {
        var readers = ReachableCode.from(function.handlerClass()).callersOf(System.class, "getenv");

        assertThat(readers)
                .singleElement()
                .satisfies(reader -> assertThat(reader.getOwner().getName()).isEqualTo(function.handlerClass()));
    }

    /** The endpoint variables that the SDK reads: one for each service that the code calls. */
    private static Set<String> endpoints(TemplateFunction function) {
        return ReachableCode.from(function.handlerClass()).sdkCalls().stream()
                .map(call -> "AWS_ENDPOINT_URL_" + call.service().toUpperCase(Locale.ROOT))
                .collect(toSet());
    }
}
