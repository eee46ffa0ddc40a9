package ordermessage.template;

import static org.assertj.core.api.Assertions.assertThat;

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
            "FunctionName",
            "LogGroupName",
            "Name",
            "QueueName",
            "RoleName",
            "TableName",
            "UserPoolName");

    @Test
    void noResourceHasAFixedName() {
        assertThat(TEMPLATE.resources().values())
                .allSatisfy(resource -> assertThat(resource.at("Properties").entries())
                        .doesNotContainKeys(NAME_PROPERTIES.toArray(String[]::new)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Table", "Bucket", "UserPool"})
    void theStoresOfMessagesAndUsersAreRetainedWhenTheStackIsDeleted(String logicalId) {
        assertThat(TEMPLATE.resource(logicalId).at("DeletionPolicy").text()).isEqualTo("Retain");
        assertThat(TEMPLATE.resource(logicalId).at("UpdateReplacePolicy").text())
                .isEqualTo("Retain");
    }

    @Test
    void theApiHasTheStageProdAndPassesBodiesUnchanged() {
        var api = TEMPLATE.resource("Api").at("Properties");

        assertThat(api.at("StageName").text()).isEqualTo("prod");
        assertThat(api.at("BinaryMediaTypes").texts()).containsExactly("*~1*");
    }

    @ParameterizedTest
    @CsvSource({"POST, /post-message, PostMessageFunction", "GET, /message/{message_id}, GetMessageFunction"})
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
    void theTableCanBeRestoredAndIsEncrypted() {
        var table = TEMPLATE.resource("Table").at("Properties");

        assertThat(table.at("PointInTimeRecoverySpecification", "PointInTimeRecoveryEnabled")
                        .text())
                .isEqualTo("true");
        assertThat(table.at("SSESpecification", "SSEEnabled").text()).isEqualTo("true");
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
        assertThat(TEMPLATE.resource(queue)
                        .at("Properties", "SqsManagedSseEnabled")
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
