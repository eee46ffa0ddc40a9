package ordermessage.template;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * Holds the template against the rules of Checkov, cdk-nag and AWS Foundational Security Best Practices. Each rule has a test with
 * its id, or a row with the reason in docs/security.md. {@code make scan} runs the rules of cdk-nag and of AWS Control Tower.
 */
class SecurityRulesTest {
    private static final SamTemplate TEMPLATE = SamTemplate.read();

    /** All rules. */
    private static final Set<String> IDS = Stream.of(
                    checkov(59, 73, 76, 45, 115, 173, 363, 364, 27, 28, 119),
                    checkov(18, 19, 20, 21, 53, 54, 55, 56, 57, 66, 158, 7, 33, 60, 61, 62, 63),
                    rules("AwsSolutions-APIG", 1, 2, 3, 4, 6),
                    rules("AwsSolutions-COG", 1, 2, 3, 4, 7),
                    rules("AwsSolutions-DDB", 3),
                    rules("AwsSolutions-IAM", 4, 5),
                    rules("AwsSolutions-L", 1),
                    rules("AwsSolutions-S", 1, 2, 10),
                    rules("AwsSolutions-SQS", 2, 3, 4),
                    rules("APIGateway.", 1, 3, 4),
                    rules("Lambda.", 1, 2),
                    rules("SQS.", 1),
                    rules("DynamoDB.", 1, 2),
                    rules("S3.", 1, 2, 3, 5, 6, 8, 9, 12, 13),
                    rules("KMS.", 1, 2, 3, 4),
                    rules("IAM.", 1, 21))
            .flatMap(ids -> ids)
            .collect(toCollection(TreeSet::new));

    /** The table of the rules that are not met. */
    private static final Pattern TABLE = Pattern.compile("\\n### Rules that are not met\\n(.*?)\\n##", Pattern.DOTALL);

    private static final Pattern ID = Pattern.compile("`([A-Za-z0-9_.-]+)`");

    @Test
    void everyRuleHasATestOrAReason() throws IOException {
        var all = new TreeSet<>(met());
        all.addAll(notMet());

        assertThat(all).isEqualTo(IDS);
    }

    @Test
    void noRuleHasATestAndAReason() throws IOException {
        assertThat(met()).doesNotContainAnyElementsOf(notMet());
    }

    @Test
    void everyReasonHasACostAndAnAnswerWhetherAParameterTurnsTheRuleOn() throws IOException {
        var parameters = TEMPLATE.root().at("Parameters").entries().keySet();

        assertThat(rows()).isNotEmpty().allSatisfy(row -> {
            var cells = row.split(" \\| ", -1);
            assertThat(cells)
                    .as(row)
                    .hasSize(4)
                    .allSatisfy(cell -> assertThat(cell).isNotBlank());
            var parameter = ID.matcher(cells[3]);
            assertThat(parameter.find() ? parameters.contains(parameter.group(1)) : cells[3].startsWith("none"))
                    .as(row)
                    .isTrue();
        });
    }

    @Test
    void aParameterPutsAWebAclBeforeTheStageOfTheApi() {
        var association = TEMPLATE.resource("WebAclAssociation");

        assertThat(association.at("Condition").text()).isEqualTo("ApiHasWebAcl");
        assertThat(association.at("Properties", "WebACLArn", "Ref").text()).isEqualTo("WebAclArn");
        assertThat(association.at("Properties", "ResourceArn", "Fn::Sub").text())
                .isEqualTo("arn:${AWS::Partition}:apigateway:${AWS::Region}::/restapis/${Api}/stages/${Api.Stage}");
    }

    @Test
    void aParameterTurnsOnTheServerAccessLogsOfTheBucket() {
        var logging = bucket("LoggingConfiguration", "Fn::If").items();

        assertThat(logging.getFirst().text()).isEqualTo("BucketIsLogged");
        assertThat(logging.get(1).at("DestinationBucketName", "Ref").text()).isEqualTo("BucketLogsBucket");
        assertThat(logging.get(2).value()).isEqualTo(Map.of("Ref", "AWS::NoValue"));
    }

    /** SQS, S3, DynamoDB and CloudWatch Logs each have another name for it. */
    @Test
    void aParameterEncryptsAllThatHoldsDataWithAKeyOfYourOwn() {
        assertThat(TEMPLATE.resourcesOf("AWS::SQS::Queue").values())
                .isNotEmpty()
                .allSatisfy(queue -> {
                    assertThat(withOwnKey(queue.at("Properties", "KmsMasterKeyId"))
                                    .value())
                            .isEqualTo(Map.of("Ref", "KmsKeyArn"));
                    assertThat(withOwnKey(queue.at("Properties", "SqsManagedSseEnabled"))
                                    .value())
                            .isEqualTo(false);
                });
        assertThat(withOwnKey(TEMPLATE.resource("Table").at("Properties", "SSESpecification"))
                        .value())
                .isEqualTo(Map.of("SSEEnabled", true, "SSEType", "KMS", "KMSMasterKeyId", Map.of("Ref", "KmsKeyArn")));
        assertThat(withOwnKey(bucket("BucketEncryption", "ServerSideEncryptionConfiguration")
                                .items()
                                .getFirst()
                                .at("ServerSideEncryptionByDefault"))
                        .value())
                .isEqualTo(Map.of("SSEAlgorithm", "aws:kms", "KMSMasterKeyID", Map.of("Ref", "KmsKeyArn")));
        assertThat(TEMPLATE.resourcesOf("AWS::Logs::LogGroup").values())
                .isNotEmpty()
                .allSatisfy(group -> assertThat(
                                withOwnKey(group.at("Properties", "KmsKeyId")).value())
                        .isEqualTo(Map.of("Ref", "KmsKeyArn")));
    }

    private static YamlNode withOwnKey(YamlNode node) {
        var choice = node.at("Fn::If").items();
        assertThat(choice.getFirst().text()).isEqualTo("DataHasOwnKey");
        return choice.get(1);
    }

    /** Checkov's rules. */
    @Nested
    class Checkov {
        @Test
        @DisplayName("CKV_AWS_59")
        void ckvAws59NoRouteIsOpen() {
            everyRouteNeedsTheAuthorizerOfTheUserPool();
        }

        @Test
        @DisplayName("CKV_AWS_73")
        void ckvAws73TheApiIsTraced() {
            theApiIsTraced();
        }

        @Test
        @DisplayName("CKV_AWS_45")
        void ckvAws45NoVariableHoldsASecret() {
            noVariableHoldsASecret();
        }

        @Test
        @DisplayName("CKV_AWS_363")
        void ckvAws363TheRuntimeIsSupported() {
            everyFunctionHasTheNewestRuntime();
        }

        @Test
        @DisplayName("CKV_AWS_364")
        void ckvAws364AServiceCallsAFunctionOnlyForOneSource() {
            onlySourcesOfTheStackCallAFunction();
        }

        @Test
        @DisplayName("CKV_AWS_27")
        void ckvAws27TheQueuesAreEncrypted() {
            theQueuesAreEncrypted();
        }

        @Test
        @DisplayName("CKV_AWS_28")
        void ckvAws28TheTableCanBeRestored() {
            theTableCanBeRestored();
        }

        @Test
        @DisplayName("CKV_AWS_19")
        void ckvAws19TheBucketIsEncrypted() {
            theBucketIsEncrypted();
        }

        @Test
        @DisplayName("CKV_AWS_20")
        void ckvAws20NoAclMakesTheBucketReadable() {
            theBucketHasNoAcl();
        }

        @Test
        @DisplayName("CKV_AWS_21")
        void ckvAws21TheBucketHasVersions() {
            theBucketHasVersions();
        }

        @Test
        @DisplayName("CKV_AWS_53")
        void ckvAws53PublicAclsAreBlocked() {
            publicAccessIsBlocked("BlockPublicAcls");
        }

        @Test
        @DisplayName("CKV_AWS_54")
        void ckvAws54APublicPolicyIsBlocked() {
            publicAccessIsBlocked("BlockPublicPolicy");
        }

        @Test
        @DisplayName("CKV_AWS_55")
        void ckvAws55PublicAclsAreIgnored() {
            publicAccessIsBlocked("IgnorePublicAcls");
        }

        @Test
        @DisplayName("CKV_AWS_56")
        void ckvAws56PublicBucketsAreRestricted() {
            publicAccessIsBlocked("RestrictPublicBuckets");
        }

        @Test
        @DisplayName("CKV_AWS_57")
        void ckvAws57NoAclMakesTheBucketWritable() {
            theBucketHasNoAcl();
        }

        @Test
        @DisplayName("CKV_AWS_66")
        void ckvAws66LogsAreDeletedAfterATime() {
            logsAreDeletedAfterATime();
        }

        @Test
        @DisplayName("CKV_AWS_7")
        void ckvAws7AKeyWouldRotate() {
            theTemplateHasNoKey();
        }

        @Test
        @DisplayName("CKV_AWS_33")
        void ckvAws33NoKeyIsOpenToEverybody() {
            theTemplateHasNoKey();
        }

        @Test
        @DisplayName("CKV_AWS_60")
        void ckvAws60OnlyLambdaAssumesARole() {
            onlyLambdaAssumesARole();
        }

        @Test
        @DisplayName("CKV_AWS_61")
        void ckvAws61NoRoleIsForAllServices() {
            onlyLambdaAssumesARole();
        }

        @Test
        @DisplayName("CKV_AWS_62")
        void ckvAws62NoRoleIsAnAdministrator() {
            noRoleAllowsAllActionsOfAService();
        }

        @Test
        @DisplayName("CKV_AWS_63")
        void ckvAws63NoStatementHasAllActions() {
            noRoleAllowsAllActionsOfAService();
        }
    }

    /** The rules of cdk-nag's pack AwsSolutions. */
    @Nested
    class AwsSolutions {
        @Test
        @DisplayName("AwsSolutions-APIG4")
        void apig4EveryRouteHasAnAuthorizer() {
            everyRouteNeedsTheAuthorizerOfTheUserPool();
        }

        @Test
        @DisplayName("AwsSolutions-COG1")
        void cog1APasswordWouldBeLong() {
            aPasswordWouldBeLong();
        }

        @Test
        @DisplayName("AwsSolutions-COG4")
        void cog4TheAuthorizerIsThatOfTheUserPool() {
            everyRouteNeedsTheAuthorizerOfTheUserPool();
        }

        @Test
        @DisplayName("AwsSolutions-COG7")
        void cog7NobodySignsInAnonymously() {
            thereIsNoIdentityPool();
        }

        @Test
        @DisplayName("AwsSolutions-DDB3")
        void ddb3TheTableCanBeRestored() {
            theTableCanBeRestored();
        }

        @Test
        @DisplayName("AwsSolutions-L1")
        void l1TheRuntimeIsTheNewest() {
            everyFunctionHasTheNewestRuntime();
        }

        @Test
        @DisplayName("AwsSolutions-S2")
        void s2PublicAccessIsBlocked() {
            publicAccessIsBlocked();
        }

        @Test
        @DisplayName("AwsSolutions-S10")
        void s10TheBucketNeedsTls() {
            needsTls("BucketPolicy", "s3:*");
        }

        @Test
        @DisplayName("AwsSolutions-SQS2")
        void sqs2TheQueuesAreEncrypted() {
            theQueuesAreEncrypted();
        }

        @Test
        @DisplayName("AwsSolutions-SQS3")
        void sqs3TheQueueHasADeadLetterQueue() {
            theQueueHasADeadLetterQueue();
        }

        @Test
        @DisplayName("AwsSolutions-SQS4")
        void sqs4TheQueuesNeedTls() {
            needsTls("QueuePolicy", "sqs:*");
            needsTls("DeadLetterQueuePolicy", "sqs:*");
        }
    }

    /** The controls of AWS Foundational Security Best Practices. */
    @Nested
    class FoundationalBestPractices {
        @Test
        @DisplayName("APIGateway.3")
        void apiGateway3TheApiIsTraced() {
            theApiIsTraced();
        }

        @Test
        @DisplayName("Lambda.1")
        void lambda1NoFunctionIsPublic() {
            onlySourcesOfTheStackCallAFunction();
        }

        @Test
        @DisplayName("Lambda.2")
        void lambda2TheRuntimeIsSupported() {
            everyFunctionHasTheNewestRuntime();
        }

        @Test
        @DisplayName("SQS.1")
        void sqs1TheQueuesAreEncrypted() {
            theQueuesAreEncrypted();
        }

        @Test
        @DisplayName("DynamoDB.1")
        void dynamoDb1TheTableScales() {
            theTableScales();
        }

        @Test
        @DisplayName("DynamoDB.2")
        void dynamoDb2TheTableCanBeRestored() {
            theTableCanBeRestored();
        }

        @Test
        @DisplayName("S3.2")
        void s3Rule2NobodyReadsTheBucketPublicly() {
            publicAccessIsBlocked();
        }

        @Test
        @DisplayName("S3.3")
        void s3Rule3NobodyWritesTheBucketPublicly() {
            publicAccessIsBlocked();
        }

        @Test
        @DisplayName("S3.5")
        void s3Rule5TheBucketNeedsTls() {
            needsTls("BucketPolicy", "s3:*");
        }

        @Test
        @DisplayName("S3.6")
        void s3Rule6ThePolicyGivesNothingToOtherAccounts() {
            theBucketPolicyOnlyDenies();
        }

        @Test
        @DisplayName("S3.8")
        void s3Rule8TheBucketItselfBlocksPublicAccess() {
            publicAccessIsBlocked();
        }

        @Test
        @DisplayName("S3.12")
        void s3Rule12TheBucketHasNoAcl() {
            theBucketHasNoAcl();
        }

        @Test
        @DisplayName("S3.13")
        void s3Rule13TheBucketHasALifecycle() {
            theBucketHasALifecycle();
        }

        @Test
        @DisplayName("KMS.1")
        void kms1NoPolicyDecryptsWithAllKeys() {
            rolesDecryptOnlyWithTheKeysOfTheParameters();
        }

        @Test
        @DisplayName("KMS.2")
        void kms2NoRoleDecryptsWithAllKeys() {
            rolesDecryptOnlyWithTheKeysOfTheParameters();
        }

        @Test
        @DisplayName("KMS.3")
        void kms3NoKeyIsDeletedByMistake() {
            theTemplateHasNoKey();
        }

        @Test
        @DisplayName("KMS.4")
        void kms4AKeyWouldRotate() {
            theTemplateHasNoKey();
        }

        @Test
        @DisplayName("IAM.1")
        void iam1NoRoleIsAnAdministrator() {
            noRoleAllowsAllActionsOfAService();
        }

        @Test
        @DisplayName("IAM.21")
        void iam21NoRoleAllowsAllActionsOfAService() {
            noRoleAllowsAllActionsOfAService();
        }
    }

    private static void everyRouteNeedsTheAuthorizerOfTheUserPool() {
        var auth = TEMPLATE.resource("Api").at("Properties", "Auth");
        assertThat(auth.at("DefaultAuthorizer").text()).isEqualTo("Companies");
        assertThat(SamTemplate.references(auth.at("Authorizers", "Companies", "UserPoolArn")))
                .containsExactly("UserPool");
        assertThat(TEMPLATE.functions())
                .flatExtracting(function -> function.events("Api"))
                .isNotEmpty()
                .allSatisfy(route -> {
                    assertThat(route.at("Auth", "Authorizer").text()).isEqualTo("Companies");
                    assertThat(route.at("Auth", "AuthorizationScopes").texts()).isNotEmpty();
                });
    }

    private static void theApiIsTraced() {
        assertThat(TEMPLATE.resource("Api")
                        .at("Properties", "TracingEnabled", "Fn::If")
                        .value())
                .isEqualTo(List.of("RequestsAreTraced", true, false));
        assertThat(TEMPLATE.root().at("Parameters", "Tracing", "Default").text())
                .isEqualTo("Active");
    }

    private static void noVariableHoldsASecret() {
        assertThat(TEMPLATE.functions())
                .allSatisfy(function -> assertThat(function.variables().keySet())
                        .filteredOn(name -> name.matches(".*(SECRET|PASSWORD|TOKEN|KEY|CREDENTIAL).*"))
                        // The address of the token endpoint, and the name of a secret.
                        .isSubsetOf("TOKEN_URL", "SECRET_ARN"));
    }

    private static void everyFunctionHasTheNewestRuntime() {
        assertThat(TEMPLATE.functions())
                .extracting(function -> function.property("Runtime").text())
                .containsOnly("java25");
    }

    /** SAM gives each permission the ARN of its source. */
    private static void onlySourcesOfTheStackCallAFunction() {
        assertThat(TEMPLATE.resourcesOf("AWS::Lambda::Permission")).isEmpty();
        assertThat(TEMPLATE.functions()).allSatisfy(function -> {
            assertThat(function.property("FunctionUrlConfig").isAbsent()).isTrue();
            assertThat(function.property("Events").entries().values())
                    .extracting(event -> event.at("Type").text())
                    .isSubsetOf("Api", "SQS", "Schedule");
        });
    }

    private static void theQueuesAreEncrypted() {
        assertThat(TEMPLATE.resourcesOf("AWS::SQS::Queue").values())
                .isNotEmpty()
                .allSatisfy(queue -> assertThat(SamTemplate.byDefault(queue.at("Properties", "SqsManagedSseEnabled"))
                                .text())
                        .isEqualTo("true"));
    }

    private static void theQueueHasADeadLetterQueue() {
        assertThat(SamTemplate.references(
                        TEMPLATE.resource("Queue").at("Properties", "RedrivePolicy", "deadLetterTargetArn")))
                .containsExactly("DeadLetterQueue");
    }

    private static void theTableCanBeRestored() {
        assertThat(TEMPLATE.resource("Table")
                        .at("Properties", "PointInTimeRecoverySpecification", "PointInTimeRecoveryEnabled")
                        .text())
                .isEqualTo("true");
    }

    private static void theTableScales() {
        assertThat(TEMPLATE.resource("Table").at("Properties", "BillingMode").text())
                .isEqualTo("PAY_PER_REQUEST");
    }

    private static void theBucketIsEncrypted() {
        assertThat(bucket("BucketEncryption", "ServerSideEncryptionConfiguration")
                        .items())
                .singleElement()
                .satisfies(rule -> assertThat(SamTemplate.byDefault(rule.at("ServerSideEncryptionByDefault"))
                                .at("SSEAlgorithm")
                                .text())
                        .isEqualTo("AES256"));
    }

    private static void theBucketHasVersions() {
        assertThat(bucket("VersioningConfiguration", "Status").text()).isEqualTo("Enabled");
    }

    private static void theBucketHasNoAcl() {
        assertThat(bucket("AccessControl").isAbsent()).isTrue();
        assertThat(bucket("OwnershipControls", "Rules").items())
                .extracting(rule -> rule.at("ObjectOwnership").text())
                .containsExactly("BucketOwnerEnforced");
    }

    private static void theBucketHasALifecycle() {
        assertThat(bucket("LifecycleConfiguration", "Rules").items())
                .isNotEmpty()
                .allSatisfy(rule -> assertThat(rule.at("Status").text()).isEqualTo("Enabled"));
    }

    private static void publicAccessIsBlocked() {
        for (var setting :
                List.of("BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets")) {
            publicAccessIsBlocked(setting);
        }
    }

    private static void publicAccessIsBlocked(String setting) {
        assertThat(bucket("PublicAccessBlockConfiguration", setting).text()).isEqualTo("true");
    }

    private static void theBucketPolicyOnlyDenies() {
        assertThat(statements("BucketPolicy"))
                .isNotEmpty()
                .allSatisfy(
                        statement -> assertThat(statement.at("Effect").text()).isEqualTo("Deny"));
    }

    private static void needsTls(String policy, String actions) {
        assertThat(statements(policy)).anySatisfy(statement -> {
            assertThat(statement.at("Effect").text()).isEqualTo("Deny");
            assertThat(statement.at("Principal").text()).isEqualTo("*");
            assertThat(statement.at("Action").text()).isEqualTo(actions);
            assertThat(statement.at("Condition").value())
                    .isEqualTo(Map.of("Bool", Map.of("aws:SecureTransport", "false")));
        });
    }

    private static void logsAreDeletedAfterATime() {
        assertThat(TEMPLATE.resourcesOf("AWS::Logs::LogGroup").values())
                .isNotEmpty()
                .allSatisfy(group -> assertThat(TEMPLATE.number(group.at("Properties", "RetentionInDays")))
                        .isPositive());
    }

    private static void theTemplateHasNoKey() {
        assertThat(TEMPLATE.resources().values())
                .noneMatch(resource -> resource.at("Type").text().startsWith("AWS::KMS::"));
    }

    private static void thereIsNoIdentityPool() {
        assertThat(TEMPLATE.resourcesOf("AWS::Cognito::IdentityPool")).isEmpty();
    }

    private static void aPasswordWouldBeLong() {
        var policy = TEMPLATE.resource("UserPool").at("Properties", "Policies", "PasswordPolicy");
        assertThat(policy.at("MinimumLength").number()).isGreaterThanOrEqualTo(8);
        for (var kind : List.of("RequireLowercase", "RequireUppercase", "RequireNumbers", "RequireSymbols")) {
            assertThat(policy.at(kind).text()).as(kind).isEqualTo("true");
        }
    }

    private static void onlyLambdaAssumesARole() {
        assertThat(TEMPLATE.resourcesOf("AWS::IAM::Role").values())
                .isNotEmpty()
                .flatExtracting(role -> role.at("Properties", "AssumeRolePolicyDocument", "Statement")
                        .items())
                .allSatisfy(statement -> assertThat(statement.at("Principal").value())
                        .isEqualTo(Map.of("Service", "lambda.amazonaws.com")));
    }

    private static void noRoleAllowsAllActionsOfAService() {
        assertThat(actions()).isNotEmpty().noneMatch(action -> action.contains("*"));
    }

    private static void rolesDecryptOnlyWithTheKeysOfTheParameters() {
        assertThat(actions()).isNotEmpty().noneMatch(action -> action.startsWith("kms:"));
        assertThat(TEMPLATE.functions())
                .flatExtracting(TemplateFunction::conditionalStatements)
                .allSatisfy(statement -> assertThat(statement
                                .at("Fn::If")
                                .items()
                                .get(1)
                                .at("Resource")
                                .value())
                        .isIn(Map.of("Ref", "KmsKeyArn"), Map.of("Ref", "FormerKmsKeyArns")));
    }

    private static List<String> actions() {
        return TEMPLATE.functions().stream()
                .flatMap(function -> function.statements().stream())
                .flatMap(statement -> statement.at("Action").texts().stream())
                .toList();
    }

    private static List<YamlNode> statements(String policy) {
        return TEMPLATE.resource(policy)
                .at("Properties", "PolicyDocument", "Statement")
                .items();
    }

    private static YamlNode bucket(String... path) {
        return TEMPLATE.resource("Bucket").at("Properties").at(path);
    }

    private static Set<String> met() {
        return Arrays.stream(SecurityRulesTest.class.getDeclaredClasses())
                .flatMap(pack -> Arrays.stream(pack.getDeclaredMethods()))
                .filter(method -> method.isAnnotationPresent(Test.class))
                .map(method -> method.getAnnotation(DisplayName.class).value())
                .collect(toCollection(TreeSet::new));
    }

    private static Set<String> notMet() throws IOException {
        return rows().stream()
                .flatMap(row -> ID.matcher(row.split(" \\| ", 2)[0]).results())
                .map((MatchResult match) -> match.group(1))
                .collect(toCollection(TreeSet::new));
    }

    /** Returns the rows of the table, without the bars at both ends. */
    private static List<String> rows() throws IOException {
        var page = TABLE.matcher(Files.readString(SamTemplate.PROJECT.resolve("docs/security.md")));
        assertThat(page.find()).as("docs/security.md has the table").isTrue();
        return page.group(1)
                .lines()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.substring(2, line.length() - 2))
                .toList();
    }

    private static Stream<String> checkov(int... numbers) {
        return rules("CKV_AWS_", numbers);
    }

    private static Stream<String> rules(String prefix, int... numbers) {
        return Arrays.stream(numbers).mapToObj(number -> prefix + number);
    }
}
