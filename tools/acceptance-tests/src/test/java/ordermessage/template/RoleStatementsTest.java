package ordermessage.template;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import ordermessage.local.provision.LocalNames;
import ordermessage.local.role.Permission;
import ordermessage.local.role.RolePolicy;
import ordermessage.local.template.Resource;
import ordermessage.local.template.Template;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * Tests that each role allows what its function needs, and that each statement is needed. So if a statement is taken out of the
 * template, or gets smaller, the test of this name fails: {@code theRoleAllowsWhatTheStatementIsFor(PostMessageRole Enqueue)}.
 */
class RoleStatementsTest {
    private static final String REGION = "local:000000000000:";
    private static final String QUEUE = "arn:aws:sqs:" + REGION + "order-messages-Queue";
    private static final String DEAD_LETTERS = "arn:aws:sqs:" + REGION + "order-messages-DeadLetterQueue";
    private static final String TABLE = "arn:aws:dynamodb:" + REGION + "table/order-messages-Table";
    private static final String OBJECT = "arn:aws:s3:::order-messages-bucket/company/message.json";
    private static final String KEY = "arn:aws:kms:eu-central-1:111122223333:key/9a1c2b3d-4e5f-4a6b-8c7d-0e1f2a3b4c5d";
    private static final String FIRST_KEY =
            "arn:aws:kms:eu-central-1:111122223333:key/1b2c3d4e-5f6a-4b7c-8d9e-0f1a2b3c4d5e";
    private static final String SECOND_KEY =
            "arn:aws:kms:eu-central-1:111122223333:key/2c3d4e5f-6a7b-4c8d-9e0f-1a2b3c4d5e6f";
    private static final String SECRET = "arn:aws:secretsmanager:eu-central-1:111122223333:secret:check-AbCdEf";

    /** The parameters with which the stack has all its functions. */
    private static final Map<String, String> EVERYTHING = Map.of(
            "DeploymentType",
            "Canary10Percent5Minutes",
            "FormerKmsKeyArns",
            FIRST_KEY + "," + SECOND_KEY,
            "KmsKeyArn",
            KEY,
            "SyntheticCheckCompanyId",
            "9a1c2b3d-4e5f-4a6b-8c7d-0e1f2a3b4c5d",
            "SyntheticCheckSecretArn",
            SECRET);

    private static final List<Resource.Role> ROLES = Template.read(SamTemplate.PROJECT.resolve("template.yaml"))
            .stack(
                    EVERYTHING,
                    new LocalNames(
                            URI.create("http://127.0.0.1:9324"),
                            URI.create("http://127.0.0.1:3000"),
                            URI.create("http://127.0.0.1:9229")))
            .roles();

    static final List<Need> NEEDS = Stream.of(
                    Stream.of(
                            // What the code calls.
                            need("PostMessageRole Enqueue", "sqs:SendMessage", QUEUE),
                            need("PostMessageRole ReadOwnKey", "dynamodb:GetItem", TABLE),
                            need("GetMessageRole Find", "dynamodb:GetItem", TABLE),
                            need("GetMessageRole ReadLargeBodies", "s3:GetObject", OBJECT),
                            need("ListMessagesRole List", "dynamodb:Query", TABLE + "/index/MessageList"),
                            need("ProcessMessageRole Archive", "s3:PutObject", OBJECT),
                            need("ProcessMessageRole Archive", "s3:GetObject", OBJECT),
                            need("ProcessMessageRole Index", "dynamodb:BatchGetItem", TABLE),
                            need("ProcessMessageRole Index", "dynamodb:GetItem", TABLE),
                            need("ProcessMessageRole Index", "dynamodb:PutItem", TABLE),
                            need("ProcessMessageRole SetAside", "sqs:SendMessage", DEAD_LETTERS),
                            need("SmokeCheckRole ReadItsSecret", "secretsmanager:GetSecretValue", SECRET),
                            need("DeploymentCheckRole CallVersions", "lambda:InvokeFunction", version("PostMessage")),
                            need("DeploymentCheckRole CallVersions", "lambda:InvokeFunction", version("GetMessage")),
                            need("DeploymentCheckRole CallVersions", "lambda:InvokeFunction", version("ListMessages")),
                            need(
                                    "DeploymentCheckRole CallVersions",
                                    "lambda:InvokeFunction",
                                    version("ProcessMessage")),
                            need(
                                    "DeploymentCheckRole Report",
                                    "codedeploy:PutLifecycleEventHookExecutionStatus",
                                    "arn:aws:codedeploy:" + REGION
                                            + "deploymentgroup:order-messages-ServerlessDeploymentApplication-1AB/group"),
                            // What the services do for the caller, with a key of your own.
                            need("PostMessageRole UseOwnKey", "kms:GenerateDataKey", KEY),
                            need("PostMessageRole UseOwnKey", "kms:Decrypt", KEY),
                            need("GetMessageRole UseOwnKey", "kms:Decrypt", KEY),
                            need("ListMessagesRole UseOwnKey", "kms:Decrypt", KEY),
                            need("ProcessMessageRole UseOwnKey", "kms:GenerateDataKey", KEY),
                            need("ProcessMessageRole UseOwnKey", "kms:Decrypt", KEY),
                            // What Lambda does with the function's role.
                            need("ProcessMessageRole Consume", "sqs:ReceiveMessage", QUEUE),
                            need("ProcessMessageRole Consume", "sqs:DeleteMessage", QUEUE),
                            need("ProcessMessageRole Consume", "sqs:GetQueueAttributes", QUEUE)),
                    Stream.of(
                                    "PostMessage",
                                    "GetMessage",
                                    "ListMessages",
                                    "ProcessMessage",
                                    "SmokeCheck",
                                    "DeploymentCheck")
                            .flatMap(RoleStatementsTest::loggingAndTracing),
                    Stream.of("PostMessage", "GetMessage", "ListMessages", "ProcessMessage")
                            .flatMap(RoleStatementsTest::formerKeys))
            .flatMap(needs -> needs)
            .toList();

    /**
     * A permission that a function needs.
     *
     * @param statement the logical id of the role, and the Sid of the only statement that gives the permission
     */
    record Need(String statement, Permission permission) {
        String role() {
            return statement.split(" ", 2)[0];
        }

        String sid() {
            return statement.split(" ", 2)[1];
        }

        @Override
        public String toString() {
            return statement + " " + permission.action();
        }
    }

    @ParameterizedTest
    @FieldSource("NEEDS")
    void theRoleAllowsWhatTheStatementIsFor(Need need) {
        assertThat(policy(need.role()).allows(need.permission()))
                .as("%s on %s", need, need.permission().resource())
                .isTrue();
    }

    /** It proves that the test above would fail. */
    @ParameterizedTest
    @FieldSource("NEEDS")
    void withoutTheStatementTheRoleDoesNotAllowIt(Need need) {
        assertThat(policy(need.role()).without(need.sid()).allows(need.permission()))
                .isFalse();
    }

    @Test
    void everyActionOfEveryStatementIsNeeded() {
        var needed = NEEDS.stream()
                .map(need -> need.statement() + " " + need.permission().action().toLowerCase(Locale.ROOT))
                .collect(toSet());

        assertThat(ROLES.stream()
                        .flatMap(role -> role.policy().statements().stream()
                                .flatMap(statement -> statement.actions().stream()
                                        .map(action -> role.logicalId() + " " + statement.sid() + " " + action))))
                .containsExactlyInAnyOrderElementsOf(needed);
    }

    private static Stream<Need> loggingAndTracing(String function) {
        var role = function + "Role ";
        var stream = "arn:aws:logs:" + REGION + "log-group:order-messages-" + function + "Logs:log-stream:2026";
        return Stream.of(
                need(role + "Log", "logs:CreateLogStream", stream),
                need(role + "Log", "logs:PutLogEvents", stream),
                need(role + "Trace", "xray:PutTraceSegments", "*"),
                need(role + "Trace", "xray:PutTelemetryRecords", "*"));
    }

    /** Returns the data that former keys have encrypted. */
    private static Stream<Need> formerKeys(String function) {
        return Stream.of(FIRST_KEY, SECOND_KEY).map(key -> need(function + "Role UseFormerKeys", "kms:Decrypt", key));
    }

    private static Need need(String statement, String action, String resource) {
        return new Need(statement, new Permission(action, resource));
    }

    private static String version(String function) {
        return "arn:aws:lambda:" + REGION + "function:order-messages-" + function + "Function:7";
    }

    private static RolePolicy policy(String role) {
        return ROLES.stream()
                .filter(each -> each.logicalId().equals(role))
                .map(Resource.Role::policy)
                .findFirst()
                .orElseThrow();
    }
}
