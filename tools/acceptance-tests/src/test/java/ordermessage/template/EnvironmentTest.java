package ordermessage.template;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests that the template sets exactly the environment variables that the code reads. */
class EnvironmentTest {

    /** The variables that Powertools for AWS Lambda reads. */
    private static final Set<String> POWERTOOLS = Set.of("POWERTOOLS_SERVICE_NAME", "POWERTOOLS_LOG_LEVEL");

    /** The variables that the JVM reads when it starts. */
    private static final Set<String> JVM = Set.of("JAVA_TOOL_OPTIONS");

    /** Read by the library for metrics, in the functions that emit metrics of the stack. */
    private static final Set<String> METRICS = Set.of("AWS_EMF_ENVIRONMENT");

    /** The variables that the SDK reads, besides those of the endpoints. */
    private static final Set<String> SDK = Set.of("AWS_USE_FIPS_ENDPOINT", "AWS_ACCOUNT_ID_ENDPOINT_MODE");

    /** The variables that a function can do without. */
    private static final Set<String> OPTIONAL = Set.of("SYNTHETIC_COMPANY_ID");

    /** The variables that {@code sam local} sets. */
    private static final Set<String> SAM_LOCAL = Set.of("AWS_SAM_LOCAL");

    static List<TemplateFunction> functions() {
        return SamTemplate.read().functions();
    }

    static List<TemplateFunction> serviceFunctions() {
        return SamTemplate.read().serviceFunctions();
    }

    @ParameterizedTest
    @MethodSource("functions")
    void theTemplateSetsExactlyTheVariablesThatTheFunctionReads(TemplateFunction function) {
        var own = FunctionEnvironment.of(function).names();
        var metrics = own.contains("STACK_NAME") ? METRICS : Set.<String>of();
        var read = Stream.of(own, endpoints(function), SDK, POWERTOOLS, metrics, JVM)
                .flatMap(Set::stream)
                .filter(name -> !SAM_LOCAL.contains(name))
                .collect(toSet());

        assertThat(function.variables().keySet()).containsExactlyInAnyOrderElementsOf(read);
    }

    @ParameterizedTest
    @MethodSource("serviceFunctions")
    void onAwsNoEndpointIsSetSoThatFipsEndpointsWork(TemplateFunction function) {
        assertThat(endpoints(function))
                .isNotEmpty()
                .allSatisfy(name -> assertThat(function.variables().get(name).value())
                        .isEqualTo(Map.of(
                                "Fn::If",
                                List.of("EndpointsAreLocal", "http://localhost", Map.of("Ref", "AWS::NoValue")))));
        assertThat(SamTemplate.read()
                        .root()
                        .at("Parameters", "LocalEndpoints", "Default")
                        .text())
                .isEqualTo("false");
    }

    /** The reasons are in docs/decisions.md. */
    @ParameterizedTest
    @MethodSource("serviceFunctions")
    void theJvmHasTheC1CompilerAloneAndCollectsNoGarbageBeforeTheSnapshot(TemplateFunction function) {
        assertThat(function.variables().get("JAVA_TOOL_OPTIONS").value())
                .isEqualTo("-XX:+DisableExplicitGC -XX:TieredStopAtLevel=1");
    }

    @ParameterizedTest
    @MethodSource("functions")
    void theErrorForAMissingVariableContainsItsName(TemplateFunction function) {
        var environment = FunctionEnvironment.of(function);
        var needed = new TreeSet<>(environment.names());
        needed.removeAll(SAM_LOCAL);
        needed.removeAll(OPTIONAL);
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

    /** On one machine, the stack is without the synthetic check, so the variables that depend on it are absent. */
    @Test
    void withoutTheSyntheticCheckItsCompanyIsNotSet() {
        assertThat(serviceFunctions().stream()
                        .map(TemplateFunction::variables)
                        .filter(variables -> variables.containsKey("SYNTHETIC_COMPANY_ID"))
                        .map(variables -> variables.get("SYNTHETIC_COMPANY_ID").value()))
                .hasSize(2)
                .containsOnly(Map.of(
                        "Fn::If",
                        List.of(
                                "CheckIsScheduled",
                                Map.of("Ref", "SyntheticCheckCompanyId"),
                                Map.of("Ref", "AWS::NoValue"))));
    }

    /**
     * The endpoint variables that the SDK reads: one for each service that the code calls. Only functions that also run on one
     * machine have them.
     */
    private static Set<String> endpoints(TemplateFunction function) {
        if (!function.isInEveryStack()) {
            return Set.of();
        }
        return ReachableCode.from(function.handlerClass()).sdkCalls().stream()
                .map(call -> "AWS_ENDPOINT_URL_" + call.service().toUpperCase(Locale.ROOT))
                .collect(toSet());
    }
}
