package ordermessage.local.role;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import ordermessage.local.role.RolePolicy.Effect;
import ordermessage.local.role.RolePolicy.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.interceptor.ClasspathInterceptorChainFactory;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.LambdaException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectCannedACL;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.SecretsManagerException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** Tests the check with the clients of the SDK. A fake of their HTTP client counts what is sent. */
class RoleCheckTest {
    private static final String ROLE = "arn:aws:iam::111122223333:role/stack-Role";
    private static final String QUEUE_URL = "http://127.0.0.1:1/111122223333/q";
    private static final String QUEUE = "arn:aws:sqs:local:111122223333:q";
    private static final String TABLE = "arn:aws:dynamodb:local:111122223333:table/t";
    private static final String SECRET = "arn:aws:secretsmanager:local:111122223333:secret:s";
    private static final String VERSION = "arn:aws:lambda:local:111122223333:function:f:1";
    private static final String OBJECT = "arn:aws:s3:::b/a/k";
    private static final Map<String, AttributeValue> KEY = Map.of("id", AttributeValue.fromS("1"));

    private final List<HttpExecuteRequest> sent = new ArrayList<>();
    private String answer = "{}";
    private int status = 200;

    /**
     * A call.
     *
     * @param name the operation, for the name of the test
     * @param needs the actions and resources that it needs
     * @param call makes the call
     */
    record Call(String name, List<Permission> needs, Consumer<Clients> call) {
        @Override
        public String toString() {
            return name;
        }
    }

    record Clients(
            SqsClient sqs, DynamoDbClient dynamoDb, S3Client s3, SecretsManagerClient secrets, LambdaClient lambda) {}

    static Stream<Call> calls() {
        return Stream.of(
                call(
                        "SendMessage",
                        "sqs:SendMessage",
                        QUEUE,
                        to -> to.sqs()
                                .sendMessage(
                                        request -> request.queueUrl(QUEUE_URL).messageBody("m"))),
                call(
                        "SendMessageBatch",
                        "sqs:SendMessage",
                        QUEUE,
                        to -> to.sqs()
                                .sendMessageBatch(request -> request.queueUrl(QUEUE_URL)
                                        .entries(List.of(SendMessageBatchRequestEntry.builder()
                                                .id("1")
                                                .messageBody("m")
                                                .build())))),
                call(
                        "DeleteMessageBatch",
                        "sqs:DeleteMessage",
                        QUEUE,
                        to -> to.sqs()
                                .deleteMessageBatch(request -> request.queueUrl(QUEUE_URL)
                                        .entries(List.of(DeleteMessageBatchRequestEntry.builder()
                                                .id("1")
                                                .receiptHandle("r")
                                                .build())))),
                call(
                        "ReceiveMessage",
                        "sqs:ReceiveMessage",
                        QUEUE,
                        to -> to.sqs().receiveMessage(request -> request.queueUrl(QUEUE_URL))),
                call(
                        "GetItem",
                        "dynamodb:GetItem",
                        TABLE,
                        to -> to.dynamoDb()
                                .getItem(request -> request.tableName("t").key(KEY))),
                call(
                        "GetItem by ARN",
                        "dynamodb:GetItem",
                        TABLE,
                        to -> to.dynamoDb()
                                .getItem(request -> request.tableName(TABLE).key(KEY))),
                call(
                        "PutItem",
                        "dynamodb:PutItem",
                        TABLE,
                        to -> to.dynamoDb()
                                .putItem(request -> request.tableName("t").item(KEY))),
                call(
                        "UpdateItem",
                        "dynamodb:UpdateItem",
                        TABLE,
                        to -> to.dynamoDb()
                                .updateItem(request -> request.tableName("t").key(KEY))),
                call(
                        "DeleteItem",
                        "dynamodb:DeleteItem",
                        TABLE,
                        to -> to.dynamoDb()
                                .deleteItem(request -> request.tableName("t").key(KEY))),
                call("Query", "dynamodb:Query", TABLE, to -> to.dynamoDb().query(request -> request.tableName("t"))),
                call(
                        "Query of an index",
                        "dynamodb:Query",
                        TABLE + "/index/i",
                        to -> to.dynamoDb()
                                .query(request -> request.tableName("t").indexName("i"))),
                call("Scan", "dynamodb:Scan", TABLE, to -> to.dynamoDb().scan(request -> request.tableName("t"))),
                call(
                        "BatchGetItem",
                        "dynamodb:BatchGetItem",
                        TABLE,
                        to -> to.dynamoDb()
                                .batchGetItem(request -> request.requestItems(Map.of(
                                        "t",
                                        KeysAndAttributes.builder()
                                                .keys(List.of(KEY))
                                                .build())))),
                call(
                        "GetObject",
                        "s3:GetObject",
                        OBJECT,
                        to -> to.s3()
                                .getObjectAsBytes(request -> request.bucket("b").key("a/k"))),
                call(
                        "GetObject of a version",
                        "s3:GetObjectVersion",
                        OBJECT,
                        to -> to.s3()
                                .getObjectAsBytes(request ->
                                        request.bucket("b").key("a/k").versionId("1"))),
                call(
                        "HeadObject",
                        "s3:GetObject",
                        OBJECT,
                        to -> to.s3().headObject(request -> request.bucket("b").key("a/k"))),
                call(
                        "PutObject",
                        "s3:PutObject",
                        OBJECT,
                        to -> to.s3()
                                .putObject(request -> request.bucket("b").key("a/k"), RequestBody.fromString("o"))),
                new Call(
                        "PutObject with an ACL",
                        List.of(new Permission("s3:PutObject", OBJECT), new Permission("s3:PutObjectAcl", OBJECT)),
                        to -> to.s3()
                                .putObject(
                                        request ->
                                                request.bucket("b").key("a/k").acl(ObjectCannedACL.PUBLIC_READ),
                                        RequestBody.fromString("o"))),
                call(
                        "DeleteObject",
                        "s3:DeleteObject",
                        OBJECT,
                        to -> to.s3()
                                .deleteObject(request -> request.bucket("b").key("a/k"))),
                call(
                        "ListObjectsV2",
                        "s3:ListBucket",
                        "arn:aws:s3:::b",
                        to -> to.s3().listObjectsV2(request -> request.bucket("b"))),
                call(
                        "GetSecretValue",
                        "secretsmanager:GetSecretValue",
                        SECRET,
                        to -> to.secrets().getSecretValue(request -> request.secretId(SECRET))),
                call(
                        "Invoke",
                        "lambda:InvokeFunction",
                        VERSION,
                        to -> to.lambda().invoke(request -> request.functionName(VERSION))));
    }

    @ParameterizedTest
    @MethodSource("calls")
    void aCallIsSentIfTheRoleAllowsWhatItNeeds(Call call) {
        if (call.name().startsWith("ListObjects")) {
            answer = "<ListBucketResult/>";
        }

        call.call().accept(clients(allowing(call.needs())));

        assertThat(sent).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("calls")
    void aCallIsRefusedAndNotSentWithoutOneOfThePermissionsThatItNeeds(Call call) {
        for (var missing : call.needs()) {
            var others = new ArrayList<>(call.needs());
            others.remove(missing);
            others.add(new Permission(missing.action(), missing.resource() + "-2"));
            others.add(new Permission(missing.action() + "Other", missing.resource()));

            assertThatThrownBy(() -> call.call().accept(clients(allowing(others))))
                    .isInstanceOf(AwsServiceException.class)
                    .hasMessageContaining(
                            "User: arn:aws:sts::111122223333:assumed-role/stack-Role/stack-F is not authorized to perform: %s on resource: %s because",
                            missing.action(), missing.resource());
            assertThat(sent).isEmpty();
        }
    }

    /** As the services answer it. */
    @Test
    void aRefusalIsTheErrorOfItsService() {
        var clients = clients(allowing(List.of()));

        assertThat(refused(SqsException.class, () -> clients.sqs().receiveMessage(r -> r.queueUrl(QUEUE_URL))))
                .isEqualTo("403 AccessDenied");
        assertThat(refused(
                        S3Exception.class,
                        () -> clients.s3().headObject(r -> r.bucket("b").key("k"))))
                .isEqualTo("403 AccessDenied");
        assertThat(refused(LambdaException.class, () -> clients.lambda().invoke(r -> r.functionName(VERSION))))
                .isEqualTo("403 AccessDeniedException");
        assertThat(refused(DynamoDbException.class, () -> clients.dynamoDb().scan(r -> r.tableName("t"))))
                .isEqualTo("400 AccessDeniedException");
        assertThat(refused(
                        SecretsManagerException.class, () -> clients.secrets().getSecretValue(r -> r.secretId(SECRET))))
                .isEqualTo("400 AccessDeniedException");
    }

    @Test
    void anOperationThatTheCheckDoesNotKnowIsRefusedEvenIfTheRoleAllowsEverything() {
        var all = clients(allowing(List.of(new Permission("*", "*"))));

        assertThatThrownBy(() -> all.dynamoDb().listTables())
                .isInstanceOf(DynamoDbException.class)
                .hasMessageContaining("does not know which permissions ListTables of DynamoDb needs");
        assertThatThrownBy(() -> all.sqs().listQueues()).hasMessageContaining("ListQueues of Sqs");
        assertThatThrownBy(() -> all.s3().listBuckets()).hasMessageContaining("ListBuckets of S3");
        assertThatThrownBy(() -> all.lambda().listFunctions()).hasMessageContaining("ListFunctions of Lambda");
        assertThatThrownBy(() -> all.secrets().listSecrets()).hasMessageContaining("ListSecrets of SecretsManager");
        assertThat(sent).isEmpty();
    }

    @Test
    void aMissingObjectIsForbiddenWithoutTheRightToListTheBucket() {
        status = 404;
        answer = "<Error><Code>NoSuchKey</Code></Error>";
        var read = new Permission("s3:GetObject", OBJECT);
        var reader = clients(allowing(List.of(read)));
        var lister = clients(allowing(List.of(read, new Permission("s3:ListBucket", "arn:aws:s3:::b"))));

        assertThat(refused(
                        S3Exception.class,
                        () -> reader.s3().getObjectAsBytes(r -> r.bucket("b").key("a/k"))))
                .isEqualTo("403 AccessDenied");
        assertThat(refused(
                        S3Exception.class,
                        () -> reader.s3().headObject(r -> r.bucket("b").key("a/k"))))
                .isEqualTo("403 AccessDenied");
        assertThatThrownBy(() -> lister.s3().getObjectAsBytes(r -> r.bucket("b").key("a/k")))
                .isInstanceOf(NoSuchKeyException.class);
    }

    @Test
    void aMissingBucketIsReportedToEverybody() {
        status = 404;
        answer = "<Error><Code>NoSuchBucket</Code></Error>";
        var reader = clients(allowing(List.of(new Permission("s3:GetObject", OBJECT))));

        assertThatThrownBy(() -> reader.s3().getObjectAsBytes(r -> r.bucket("b").key("a/k")))
                .isInstanceOf(NoSuchBucketException.class);
    }

    @Test
    void aFunctionWithoutAPolicyMayDoNothing() {
        var clients = clients(Map.of("AWS_LAMBDA_FUNCTION_NAME", "stack-F", "AWS_REGION", "local"));

        assertThatThrownBy(() -> clients.sqs().receiveMessage(request -> request.queueUrl(QUEUE_URL)))
                .isInstanceOf(SqsException.class);
        assertThat(sent).isEmpty();
    }

    /** The runner and the tests have the check on their class path too. */
    @Test
    void aProcessThatIsNotAFunctionIsNotChecked() {
        clients(Map.of()).dynamoDb().listTables();

        assertThat(sent).hasSize(1);
    }

    @Test
    void theSdkFindsTheCheckWithoutTheCodeOfTheFunction() {
        assertThat(new ClasspathInterceptorChainFactory().getGlobalInterceptors())
                .hasAtLeastOneElementOfType(RoleCheck.class);
    }

    private static Call call(String name, String action, String resource, Consumer<Clients> call) {
        return new Call(name, List.of(new Permission(action, resource)), call);
    }

    private static Map<String, String> allowing(List<Permission> permissions) {
        var statements = permissions.stream()
                .map(each -> new Statement("", Effect.ALLOW, List.of(each.action()), List.of(each.resource())))
                .toList();
        return Map.of(
                "AWS_LAMBDA_FUNCTION_NAME",
                "stack-F",
                "AWS_REGION",
                "local",
                RoleCheck.POLICY_VARIABLE,
                new RolePolicy(ROLE, statements).text());
    }

    private static <T extends AwsServiceException> String refused(Class<T> type, Runnable call) {
        var refusal = catchThrowableOfType(type, call::run);
        assertThat(refusal.awsErrorDetails().errorMessage()).contains("is not authorized to perform");
        return refusal.statusCode() + " " + refusal.awsErrorDetails().errorCode();
    }

    private Clients clients(Map<String, String> environment) {
        return new Clients(
                build(SqsClient.builder().checksumValidationEnabled(false), environment),
                build(DynamoDbClient.builder(), environment),
                build(S3Client.builder().forcePathStyle(true), environment),
                build(SecretsManagerClient.builder(), environment),
                build(LambdaClient.builder(), environment));
    }

    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C build(
            B builder, Map<String, String> environment) {
        return builder.httpClient(new FakeHttp())
                .region(Region.of("local"))
                .endpointOverride(URI.create("http://127.0.0.1:1"))
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .overrideConfiguration(settings -> settings.addExecutionInterceptor(new RoleCheck(environment)))
                .build();
    }

    /** Gives one answer to everything. */
    private final class FakeHttp implements SdkHttpClient {
        @Override
        public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
            sent.add(request);
            return new ExecutableHttpRequest() {
                @Override
                public HttpExecuteResponse call() {
                    return HttpExecuteResponse.builder()
                            .response(
                                    SdkHttpResponse.builder().statusCode(status).build())
                            .responseBody(AbortableInputStream.create(
                                    new ByteArrayInputStream(answer.getBytes(StandardCharsets.UTF_8))))
                            .build();
                }

                @Override
                public void abort() {
                    // There is nothing to abort.
                }
            };
        }

        @Override
        public void close() {
            // There is nothing to close.
        }
    }
}
