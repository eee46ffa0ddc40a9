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

/** Tests that each role allows exactly the actions that the code of its function uses, on exactly its resources. */
class PermissionsTest {
    private static final SamTemplate TEMPLATE = SamTemplate.read();

    /** The actions that Lambda itself uses with the function's role. */
    private static final Set<String> LOGGING_AND_TRACING =
            Set.of("logs:CreateLogStream", "logs:PutLogEvents", "xray:PutTraceSegments", "xray:PutTelemetryRecords");

    /** The actions that Lambda uses to poll a queue for a function. */
    private static final Set<String> POLLING =
            Set.of("sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes");

    /** On {@code sam local} there is no authorizer that gives the company, and the roles of the template do not apply. */
    private static final Set<String> ONLY_ON_SAM_LOCAL = Set.of("dynamodb:Query");

    private static final Map<String, String> RESOURCE_TYPES = Map.of(
            "dynamodb", "AWS::DynamoDB::Table",
            "logs", "AWS::Logs::LogGroup",
            "s3", "AWS::S3::Bucket",
            "sqs", "AWS::SQS::Queue");

    static List<TemplateFunction> functions() {
        return TEMPLATE.functions();
    }

    @ParameterizedTest
    @MethodSource("functions")
    void theRoleAllowsExactlyTheActionsThatTheFunctionUses(TemplateFunction function) {
        var used = Stream.of(calledActionsOf(function), LOGGING_AND_TRACING, pollingActionsOf(function))
                .flatMap(Set::stream)
                .collect(toSet());

        assertThat(actionsOf(function)).containsExactlyInAnyOrderElementsOf(used);
    }

    @ParameterizedTest
    @MethodSource("functions")
    void theRoleNamesExactlyTheResourcesOfTheFunctionsVariablesQueueAndLogs(TemplateFunction function) {
        var expected = new HashSet<String>();
        function.variables().values().forEach(variable -> expected.addAll(SamTemplate.references(variable)));
        function.events("SQS").forEach(event -> expected.addAll(SamTemplate.references(event.at("Queue"))));
        expected.addAll(SamTemplate.references(function.property("LoggingConfig", "LogGroup")));
        expected.retainAll(TEMPLATE.resources().keySet());

        assertThat(function.statements().stream().flatMap(PermissionsTest::resourcesOf))
                .containsOnlyOnceElementsOf(expected)
                .hasSameSizeAs(expected);
    }

    @ParameterizedTest
    @MethodSource("functions")
    void everyActionBelongsToTheServiceOfItsResources(TemplateFunction function) {
        for (var statement : function.statements()) {
            var types = resourcesOf(statement)
                    .map(id -> TEMPLATE.resource(id).at("Type").text())
                    .toList();
            for (var action : statement.at("Action").texts()) {
                assertThat(types).as(action).allMatch(type -> type.equals(RESOURCE_TYPES.get(serviceOf(action))));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("functions")
    void onlyTracingIsAllowedOnAllResources(TemplateFunction function) {
        assertThat(function.statements())
                .filteredOn(statement -> resourcesOf(statement).findAny().isEmpty())
                .singleElement()
                .satisfies(statement -> assertThat(statement.at("Action").texts())
                        .containsExactlyInAnyOrder("xray:PutTraceSegments", "xray:PutTelemetryRecords"));
    }

    @Test
    void noRoleAllowsSearchingForAMessageWithoutItsCompany() {
        assertThat(functions())
                .allSatisfy(function -> assertThat(actionsOf(function))
                        .doesNotContain("dynamodb:Query", "dynamodb:Scan", "dynamodb:PartiQLSelect", "s3:ListBucket"));
    }

    @Test
    void everyFunctionHasItsOwnRole() {
        assertThat(functions()).extracting(TemplateFunction::role).doesNotHaveDuplicates();
    }

    @Test
    void noRoleHasAPolicyFromOutsideTheTemplate() {
        assertThat(TEMPLATE.resourcesOf("AWS::IAM::Role").values())
                .allSatisfy(role -> assertThat(
                                role.at("Properties", "ManagedPolicyArns").isAbsent())
                        .isTrue());
        assertThat(functions())
                .allSatisfy(function ->
                        assertThat(function.property("Policies").isAbsent()).isTrue());
    }

    private static Set<String> calledActionsOf(TemplateFunction function) {
        return ReachableCode.from(function.handlerClass()).sdkCalls().stream()
                .map(SdkCall::action)
                .filter(action -> !ONLY_ON_SAM_LOCAL.contains(action))
                .collect(toSet());
    }

    private static Set<String> pollingActionsOf(TemplateFunction function) {
        return function.events("SQS").isEmpty() ? Set.of() : POLLING;
    }

    private static Set<String> actionsOf(TemplateFunction function) {
        return function.statements().stream()
                .flatMap(statement -> statement.at("Action").texts().stream())
                .collect(toSet());
    }

    private static Stream<String> resourcesOf(YamlNode statement) {
        return SamTemplate.references(statement.at("Resource")).stream();
    }

    private static String serviceOf(String action) {
        return action.substring(0, action.indexOf(':'));
    }
}
