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

    /**
     * The operations that a function calls only on {@code sam local}, by function. There is no authorizer there that gives the company, and
     * the roles of the template do not apply.
     */
    private static final Map<String, Set<String>> ONLY_ON_SAM_LOCAL =
            Map.of("GetMessageFunction", Set.of("dynamodb:Query"));

    /** The resources that are not in the template, by the parameter that names them. */
    private static final Map<String, String> OTHER_RESOURCES = Map.of("SyntheticCheckSecretArn", "secretsmanager");

    /** The only function that may query, and the only index that it may query. */
    private static final String LIST_FUNCTION = "ListMessagesFunction";

    private static final String LIST_INDEX = "${Table.Arn}/index/MessageList";

    private static final Map<String, String> SERVICES = Map.of(
            "AWS::DynamoDB::Table", "dynamodb",
            "AWS::Logs::LogGroup", "logs",
            "AWS::Serverless::Function", "lambda",
            "AWS::S3::Bucket", "s3",
            "AWS::SQS::Queue", "sqs");

    /** Resources whose address a function has, and which it calls without a right of its role. */
    private static final Set<String> ADDRESSES = Set.of("AWS::Serverless::Api", "AWS::Cognito::UserPoolDomain");

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
        expected.removeIf(name -> !isCalled(name));

        assertThat(function.statements().stream().flatMap(PermissionsTest::resourcesOf))
                .containsOnlyOnceElementsOf(expected)
                .hasSameSizeAs(expected);
    }

    @ParameterizedTest
    @MethodSource("functions")
    void everyActionBelongsToTheServiceOfItsResources(TemplateFunction function) {
        for (var statement : function.statements()) {
            var services = resourcesOf(statement)
                    .map(PermissionsTest::serviceOfResource)
                    .toList();
            for (var action : statement.at("Action").texts()) {
                assertThat(services).as(action).allMatch(serviceOf(action)::equals);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("functions")
    void onlyTracingIsAllowedOnAllResources(TemplateFunction function) {
        assertThat(function.statements())
                .filteredOn(statement -> statement.at("Resource").texts().contains("*"))
                .singleElement()
                .satisfies(statement -> assertThat(statement.at("Action").texts())
                        .containsExactlyInAnyOrder("xray:PutTraceSegments", "xray:PutTelemetryRecords"));
    }

    @Test
    void noRoleAllowsSearchingForAMessageWithoutItsCompany() {
        assertThat(functions())
                .allSatisfy(function -> assertThat(actionsOf(function))
                        .doesNotContain("dynamodb:Scan", "dynamodb:PartiQLSelect", "s3:ListBucket"))
                .filteredOn(function -> !function.logicalId().equals(LIST_FUNCTION))
                .allSatisfy(function -> assertThat(actionsOf(function)).doesNotContain("dynamodb:Query"));
    }

    /** The keys of this index begin with the company. */
    @Test
    void theFunctionThatListsMessagesMayOnlyQueryTheIndexOfLists() {
        assertThat(new TemplateFunction(LIST_FUNCTION, TEMPLATE).statements())
                .filteredOn(statement ->
                        statement.at("Action").texts().stream().anyMatch(action -> action.startsWith("dynamodb:")))
                .singleElement()
                .satisfies(statement -> {
                    assertThat(statement.at("Action").texts()).containsExactly("dynamodb:Query");
                    assertThat(statement.at("Resource", "Fn::Sub").text()).isEqualTo(LIST_INDEX);
                });
    }

    /** A role of a version alone would change with each deployment, and a changed role takes seconds until it works. */
    @Test
    void theCheckOfNewVersionsMayCallEachVersionOfTheServicesFunctionsAndNothingElse() {
        assertThat(statement("CallVersions").at("Resource").items())
                .extracting(resource -> resource.at("Fn::Sub").text())
                .containsExactlyInAnyOrderElementsOf(TEMPLATE.serviceFunctions().stream()
                        .map(function -> "${" + function.logicalId() + ".Arn}:*")
                        .toList());
    }

    /** SAM makes the application, and a stack whose deployments are not gradual has none, so there is no reference to it. */
    @Test
    void theCheckOfNewVersionsMayReportOnlyToTheDeploymentsOfItsStack() {
        assertThat(statement("Report").at("Resource", "Fn::Sub").text())
                .isEqualTo("arn:${AWS::Partition}:codedeploy:${AWS::Region}:${AWS::AccountId}"
                        + ":deploymentgroup:${AWS::StackName}-ServerlessDeploymentApplication-*/*");
    }

    /** No other statement depends on a condition. */
    @Test
    void onlyTheFunctionsThatReadOrWriteMessagesMayUseTheOwnKeysOfTheStackIfThereAreAny() {
        assertThat(functions())
                .filteredOn(function -> !function.conditionalStatements().isEmpty())
                .hasSameElementsAs(TEMPLATE.serviceFunctions())
                .allSatisfy(function -> assertThat(function.conditionalStatements())
                        .satisfiesExactly(
                                own -> assertStatement(own, "DataHasOwnKey", "UseOwnKey", "KmsKeyArn"),
                                former -> assertStatement(
                                        former, "DataHadOtherKeys", "UseFormerKeys", "FormerKmsKeyArns")));
    }

    @Test
    void formerKeysMayOnlyDecrypt() {
        assertThat(functions())
                .flatExtracting(TemplateFunction::conditionalStatements)
                .map(statement -> statement.at("Fn::If").items().get(1))
                .filteredOn(statement -> statement.at("Sid").text().equals("UseFormerKeys"))
                .isNotEmpty()
                .allSatisfy(
                        statement -> assertThat(statement.at("Action").value()).isEqualTo("kms:Decrypt"));
    }

    private static void assertStatement(YamlNode statement, String condition, String sid, String parameter) {
        var choice = statement.at("Fn::If").items();
        assertThat(choice.getFirst().text()).isEqualTo(condition);
        assertThat(choice.get(1).at("Sid").text()).isEqualTo(sid);
        assertThat(choice.get(1).at("Resource").value()).isEqualTo(Map.of("Ref", parameter));
        assertThat(choice.get(2).value()).isEqualTo(Map.of("Ref", "AWS::NoValue"));
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

    private static YamlNode statement(String sid) {
        return new TemplateFunction("DeploymentCheckFunction", TEMPLATE)
                .statements().stream()
                        .filter(each -> each.at("Sid").text().equals(sid))
                        .findFirst()
                        .orElseThrow();
    }

    private static Set<String> calledActionsOf(TemplateFunction function) {
        return ReachableCode.from(function.handlerClass()).sdkCalls().stream()
                .map(SdkCall::action)
                .filter(action -> !ONLY_ON_SAM_LOCAL
                        .getOrDefault(function.logicalId(), Set.of())
                        .contains(action))
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

    private static String serviceOfResource(String name) {
        return OTHER_RESOURCES.containsKey(name) ? OTHER_RESOURCES.get(name) : SERVICES.get(typeOf(name));
    }

    private static boolean isCalled(String name) {
        return OTHER_RESOURCES.containsKey(name)
                || (TEMPLATE.resources().containsKey(name) && !ADDRESSES.contains(typeOf(name)));
    }

    private static String typeOf(String logicalId) {
        return TEMPLATE.resource(logicalId).at("Type").text();
    }

    private static String serviceOf(String action) {
        return action.substring(0, action.indexOf(':'));
    }
}
