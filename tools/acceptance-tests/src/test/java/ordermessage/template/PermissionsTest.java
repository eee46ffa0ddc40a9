package ordermessage.template;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each function may do what its code does, on the resources that it is told of, and nothing else. */
class PermissionsTest {
    private static final SamTemplate TEMPLATE = SamTemplate.read();

    /** What Lambda itself does in the function's name. */
    private static final Set<String> LOGGING_AND_TRACING =
            Set.of("logs:CreateLogStream", "logs:PutLogEvents", "xray:PutTraceSegments", "xray:PutTelemetryRecords");

    private static final Set<String> CONSUMING =
            Set.of("sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes");

    /** Where no authorizer says whose message is asked for, and where no role of the template counts. */
    private static final Set<String> ONLY_ON_SAM_LOCAL = Set.of("dynamodb:Query");

    private static final Map<String, String> TYPES = Map.of(
            "dynamodb", "AWS::DynamoDB::Table",
            "logs", "AWS::Logs::LogGroup",
            "s3", "AWS::S3::Bucket",
            "sqs", "AWS::SQS::Queue");

    static List<Function> functions() {
        return TEMPLATE.functions();
    }

    @ParameterizedTest
    @MethodSource("functions")
    void everyCallOfAServiceIsAllowedAndEveryAllowedActionIsUsed(Function function) {
        var used = Stream.of(callsOf(function), LOGGING_AND_TRACING, pollingFor(function))
                .flatMap(Set::stream)
                .collect(toSet());

        assertThat(actionsOf(function)).containsExactlyInAnyOrderElementsOf(used);
    }

    @ParameterizedTest
    @MethodSource("functions")
    void theResourcesOfARoleAreThoseOfTheFunctionsVariablesQueueAndLogs(Function function) {
        var told = new HashSet<String>();
        function.variables().values().forEach(variable -> told.addAll(SamTemplate.references(variable)));
        function.events("SQS").forEach(event -> told.addAll(SamTemplate.references(event.at("Queue"))));
        told.addAll(SamTemplate.references(function.property("LoggingConfig", "LogGroup")));
        told.retainAll(TEMPLATE.resources().keySet());

        assertThat(function.statements().stream().flatMap(PermissionsTest::resourcesOf))
                .containsOnlyOnceElementsOf(told)
                .hasSameSizeAs(told);
    }

    @ParameterizedTest
    @MethodSource("functions")
    void everyActionIsOneOfItsResourcesType(Function function) {
        for (var statement : function.statements()) {
            var types = resourcesOf(statement)
                    .map(id -> TEMPLATE.resource(id).at("Type").text())
                    .toList();
            for (var action : statement.at("Action").texts()) {
                assertThat(types).as(action).allMatch(type -> type.equals(TYPES.get(serviceOf(action))));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("functions")
    void nothingIsAllowedOnEveryResourceButTracing(Function function) {
        assertThat(function.statements())
                .filteredOn(statement -> resourcesOf(statement).findAny().isEmpty())
                .singleElement()
                .satisfies(statement -> assertThat(statement.at("Action").texts())
                        .containsExactlyInAnyOrder("xray:PutTraceSegments", "xray:PutTelemetryRecords"));
    }

    @Test
    void noRoleAllowsToFindAMessageWithoutItsCompany() {
        assertThat(functions())
                .allSatisfy(function -> assertThat(actionsOf(function))
                        .doesNotContain("dynamodb:Query", "dynamodb:Scan", "dynamodb:PartiQLSelect", "s3:ListBucket"));
    }

    @Test
    void everyFunctionHasARoleOfItsOwn() {
        assertThat(functions()).extracting(Function::role).doesNotHaveDuplicates();
    }

    @Test
    void noRoleHasAPolicyThatIsNotInTheTemplate() {
        assertThat(TEMPLATE.resourcesOf("AWS::IAM::Role").values())
                .allSatisfy(role -> assertThat(
                                role.at("Properties", "ManagedPolicyArns").isAbsent())
                        .isTrue());
        assertThat(functions())
                .allSatisfy(function ->
                        assertThat(function.property("Policies").isAbsent()).isTrue());
    }

    private static Set<String> callsOf(Function function) {
        return ReachableCode.from(function.handlerClass()).sdkCalls().stream()
                .map(SdkCall::action)
                .filter(action -> !ONLY_ON_SAM_LOCAL.contains(action))
                .collect(toSet());
    }

    private static Set<String> pollingFor(Function function) {
        return function.events("SQS").isEmpty() ? Set.of() : CONSUMING;
    }

    private static Set<String> actionsOf(Function function) {
        return function.statements().stream()
                .flatMap(statement -> statement.at("Action").texts().stream())
                .collect(toSet());
    }

    private static Stream<String> resourcesOf(Yaml statement) {
        return SamTemplate.references(statement.at("Resource")).stream();
    }

    private static String serviceOf(String action) {
        return action.substring(0, action.indexOf(':'));
    }
}
