package ordermessage.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the resources of the template, and which of them stay when the stack is deleted. */
class ResourcesTest {
    private static final SamTemplate TEMPLATE = SamTemplate.read();

    /** Properties that give a resource a fixed name. With a fixed name, a second stack cannot be created. */
    private static final Set<String> NAME_PROPERTIES = Set.of(
            "AlarmName",
            "BucketName",
            "ClientName",
            "DashboardName",
            "FunctionName",
            "LogGroupName",
            "Name",
            "QueueName",
            "RoleName",
            "TableName",
            "TopicName",
            "UserPoolName");

    /** CloudFormation requires a name for a saved query, and CodeDeploy calls only functions whose names begin with its word. */
    @Test
    void noResourceHasAFixedNameExceptSavedQueriesAndTheHookWhoseNamesContainTheStack() {
        var queries = TEMPLATE.resourcesOf("AWS::Logs::QueryDefinition");
        var others = new LinkedHashMap<>(TEMPLATE.resources());
        others.keySet().removeAll(queries.keySet());
        var hook = others.remove("DeploymentCheckFunction");

        assertThat(others.values())
                // Its name is within the user pool.
                .filteredOn(resource -> !resource.at("Type").text().equals("AWS::Cognito::UserPoolResourceServer"))
                .allSatisfy(resource -> assertThat(resource.at("Properties").entries())
                        .doesNotContainKeys(NAME_PROPERTIES.toArray(String[]::new)));
        assertThat(queries.values())
                .isNotEmpty()
                .allSatisfy(query -> assertThat(
                                query.at("Properties", "Name", "Fn::Sub").text())
                        .startsWith("${AWS::StackName}/"));
        assertThat(hook.at("Properties", "FunctionName", "Fn::Sub").text())
                .isEqualTo("CodeDeployHook_${AWS::StackName}");
    }

    /** Everything that holds messages or gives access to them, with the policies that protect it, and the logs. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "AWS::SQS::Queue",
                "AWS::SQS::QueuePolicy",
                "AWS::DynamoDB::Table",
                "AWS::S3::Bucket",
                "AWS::S3::BucketPolicy",
                "AWS::Cognito::UserPool",
                "AWS::Logs::LogGroup"
            })
    void resourcesWithDataAreRetainedUnlessTheFirstDeploymentFails(String type) {
        assertThat(TEMPLATE.resourcesOf(type).values()).isNotEmpty().allSatisfy(resource -> {
            assertThat(resource.at("DeletionPolicy").text()).isEqualTo("RetainExceptOnCreate");
            assertThat(resource.at("UpdateReplacePolicy").text()).isEqualTo("Retain");
        });
    }

    @Test
    void theTableAndTheUserPoolAreProtectedFromDeletionUnlessAParameterSaysOtherwise() {
        assertThat(TEMPLATE.resource("Table")
                        .at("Properties", "DeletionProtectionEnabled")
                        .value())
                .isEqualTo(Map.of("Fn::If", List.of("DeletionIsProtected", true, false)));
        assertThat(TEMPLATE.resource("UserPool")
                        .at("Properties", "DeletionProtection", "Ref")
                        .text())
                .isEqualTo("DeletionProtection");
        assertThat(TEMPLATE.root()
                        .at("Parameters", "DeletionProtection", "Default")
                        .text())
                .isEqualTo("ACTIVE");
    }

    @Test
    void theApiTakesNoTlsBelowVersion12() {
        var api = TEMPLATE.resource("Api").at("Properties");

        assertThat(api.at("SecurityPolicy").text()).isEqualTo("SecurityPolicy_TLS13_1_2_2021_06");
        assertThat(api.at("EndpointAccessMode").text()).isEqualTo("STRICT");
    }

    @Test
    void theApiHasTheStageProdAndPassesBodiesUnchanged() {
        var api = TEMPLATE.resource("Api").at("Properties");

        assertThat(api.at("StageName").text()).isEqualTo("prod");
        assertThat(api.at("BinaryMediaTypes").texts()).containsExactly("*~1*");
    }

    @Test
    void theDomainOfTheUserPoolHasTheUuidOfTheStackAndNoWordThatCognitoRefuses() {
        var domain = TEMPLATE.resource("UserPoolDomain").at("Properties", "Domain");

        assertThat(domain.value())
                .isEqualTo(Map.of(
                        "Fn::Join",
                        List.of(
                                "-",
                                List.of(
                                        "order-messages",
                                        Map.of(
                                                "Fn::Select",
                                                List.of(
                                                        2,
                                                        Map.of(
                                                                "Fn::Split",
                                                                List.of("/", Map.of("Ref", "AWS::StackId")))))))));
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /post-message, PostMessageFunction",
        "GET, /message/{message_id}, GetMessageFunction",
        "GET, /messages, ListMessagesFunction"
    })
    void everyRouteInvokesItsFunction(String method, String path, String function) {
        var routes = new TemplateFunction(function, TEMPLATE).events("Api");

        assertThat(routes).singleElement().satisfies(route -> {
            assertThat(SamTemplate.references(route.at("RestApiId"))).containsExactly("Api");
            assertThat(route.at("Method").text()).isEqualTo(method);
            assertThat(route.at("Path").text()).isEqualTo(path);
        });
    }

    @Test
    void theKeyOfTheTableIsMessageIdAndCompanyId() {
        var table = TEMPLATE.resource("Table").at("Properties");

        assertThat(table.at("KeySchema").items())
                .extracting(YamlNode::value)
                .isEqualTo(List.of(
                        Map.of("AttributeName", "message_id", "KeyType", "HASH"),
                        Map.of("AttributeName", "company_id", "KeyType", "RANGE")));
        assertThat(table.at("BillingMode").text()).isEqualTo("PAY_PER_REQUEST");
    }

    @Test
    void theIndexOfListsHasTheKeysThatTheProcessorWritesAndWhatAListShows() {
        assertThat(TEMPLATE.resource("Table")
                        .at("Properties", "GlobalSecondaryIndexes")
                        .items())
                .singleElement()
                .satisfies(index -> {
                    assertThat(index.at("IndexName").text()).isEqualTo("MessageList");
                    assertThat(index.at("KeySchema").items())
                            .extracting(YamlNode::value)
                            .isEqualTo(List.of(
                                    Map.of("AttributeName", "list_shard", "KeyType", "HASH"),
                                    Map.of("AttributeName", "list_position", "KeyType", "RANGE")));
                    assertThat(index.at("Projection", "NonKeyAttributes").texts())
                            .containsExactly("message_time", "order_id");
                });
    }

    /** Without an SSESpecification, DynamoDB encrypts with a key of its own, which costs nothing. */
    @Test
    void theTableCanBeRestoredAndIsEncryptedWithAKeyThatCostsNothing() {
        var table = TEMPLATE.resource("Table").at("Properties");

        assertThat(table.at("PointInTimeRecoverySpecification", "PointInTimeRecoveryEnabled")
                        .text())
                .isEqualTo("true");
        assertThat(SamTemplate.byDefault(table.at("SSESpecification")).value())
                .isEqualTo(Map.of("Ref", "AWS::NoValue"));
    }

    @Test
    void theBucketIsVersionedEncryptedAndNotPublic() {
        var bucket = TEMPLATE.resource("Bucket").at("Properties");

        assertThat(bucket.at("VersioningConfiguration", "Status").text()).isEqualTo("Enabled");
        assertThat(bucket.at("BucketEncryption").isAbsent()).isFalse();
        assertThat(bucket.at("PublicAccessBlockConfiguration").value())
                .isEqualTo(Map.of(
                        "BlockPublicAcls", true,
                        "BlockPublicPolicy", true,
                        "IgnorePublicAcls", true,
                        "RestrictPublicBuckets", true));
        assertThat(bucket.at("OwnershipControls", "Rules").items())
                .extracting(rule -> rule.at("ObjectOwnership").text())
                .containsExactly("BucketOwnerEnforced");
    }

    @Test
    void noLifecycleRuleOfTheBucketDeletesMessages() {
        assertThat(TEMPLATE.resource("Bucket")
                        .at("Properties", "LifecycleConfiguration", "Rules")
                        .items())
                .allSatisfy(rule ->
                        assertThat(rule.entries()).containsOnlyKeys("Id", "Status", "AbortIncompleteMultipartUpload"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Queue", "DeadLetterQueue"})
    void theQueuesAreEncrypted(String queue) {
        assertThat(SamTemplate.byDefault(TEMPLATE.resource(queue).at("Properties", "SqsManagedSseEnabled"))
                        .text())
                .isEqualTo("true");
    }

    @ParameterizedTest
    @CsvSource({
        "BucketPolicy, AWS::S3::BucketPolicy, s3:*, Bucket",
        "QueuePolicy, AWS::SQS::QueuePolicy, sqs:*, Queue",
        "DeadLetterQueuePolicy, AWS::SQS::QueuePolicy, sqs:*, DeadLetterQueue"
    })
    void requestsWithoutTlsAreDenied(String policy, String type, String action, String target) {
        var properties = TEMPLATE.resource(policy).at("Properties");

        assertThat(TEMPLATE.resource(policy).at("Type").text()).isEqualTo(type);
        assertThat(SamTemplate.references(properties)).containsExactly(target);
        assertThat(properties.at("PolicyDocument", "Statement").items())
                .filteredOn(statement -> statement.at("Sid").text().equals("OnlyTls"))
                .singleElement()
                .satisfies(statement -> {
                    assertThat(statement.at("Effect").text()).isEqualTo("Deny");
                    assertThat(statement.at("Principal").text()).isEqualTo("*");
                    assertThat(statement.at("Action").text()).isEqualTo(action);
                    assertThat(statement
                                    .at("Condition", "Bool", "aws:SecureTransport")
                                    .text())
                            .isEqualTo("false");
                });
    }

    /** Amazon S3 User Guide, "Enforce conditional writes on Amazon S3 buckets". */
    @Test
    void theBucketRefusesAWriteThatCouldReplaceAnObject() {
        assertThat(TEMPLATE.resource("BucketPolicy")
                        .at("Properties", "PolicyDocument", "Statement")
                        .items())
                .filteredOn(statement -> statement.at("Sid").text().equals("OnlyNewObjects"))
                .singleElement()
                .satisfies(statement -> {
                    assertThat(statement.at("Effect").text()).isEqualTo("Deny");
                    assertThat(statement.at("Principal").text()).isEqualTo("*");
                    assertThat(statement.at("Action").text()).isEqualTo("s3:PutObject");
                    assertThat(statement.at("Resource", "Fn::Sub").text()).isEqualTo("${Bucket.Arn}/*");
                    assertThat(statement.at("Condition").value())
                            .isEqualTo(Map.of(
                                    "Null", Map.of("s3:if-none-match", "true"),
                                    "Bool", Map.of("s3:ObjectCreationOperation", "true")));
                });
    }

    @Test
    void everyFunctionHasItsOwnLogGroupWithARetentionPeriod() {
        var groups = TEMPLATE.functions().stream()
                .flatMap(function -> SamTemplate.references(function.property("LoggingConfig", "LogGroup")).stream())
                .toList();

        assertThat(groups)
                .hasSameSizeAs(TEMPLATE.functions())
                .doesNotHaveDuplicates()
                .allSatisfy(group -> assertThat(TEMPLATE.resource(group)
                                .at("Properties", "RetentionInDays")
                                .isAbsent())
                        .isFalse());
    }
}
