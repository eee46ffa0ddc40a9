package ordermessage.deployment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.codedeploy.CodeDeployClient;
import software.amazon.awssdk.services.lambda.LambdaClient;

/** Tests what the clients send, with a server in place of AWS. The client of CodeDeploy is older than the SDK's core. */
class AwsCallsTest {
    private static final String VERSION = "arn:aws:lambda:eu-central-1:123456789012:function:post:7";

    private final List<String> requests = new ArrayList<>();
    private HttpServer server;
    private int status = 200;
    private String answer = "{}";
    private String functionError = "";

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @ParameterizedTest
    @CsvSource({"true, Succeeded", "false, Failed"})
    void theReportHasTheIdsAndTheStatus(boolean passed, String reported) {
        new CodeDeployReports(codeDeploy()).report(new Hook("d-1", "execution-1"), passed);

        assertThat(requests)
                .singleElement()
                .asString()
                .startsWith("CodeDeploy_20141006.PutLifecycleEventHookExecutionStatus ")
                .contains(
                        "\"deploymentId\":\"d-1\"",
                        "\"lifecycleEventHookExecutionId\":\"execution-1\"",
                        "\"status\":\"" + reported + "\"");
    }

    @Test
    void aReportThatCodeDeployRefusesFails() {
        status = 400;
        answer = "{\"__type\": \"DeploymentDoesNotExistException\"}";

        assertThatThrownBy(() -> new CodeDeployReports(codeDeploy()).report(new Hook("d-1", "execution-1"), true))
                .isInstanceOf(AwsServiceException.class);
    }

    @Test
    void aCallGoesToTheVersionAndReturnsItsAnswer() {
        answer = "{\"statusCode\": 404}";

        assertThat(new LambdaCalls(lambda()).call(VERSION, "{\"resource\": \"/\"}"))
                .isEqualTo(answer);
        assertThat(requests).singleElement().asString().contains("%3Afunction%3Apost%3A7/", "{\"resource\": \"/\"}");
    }

    @Test
    void aFunctionThatThrowsFailsTheCheckWithoutItsMessage() {
        functionError = "Unhandled";
        answer = "{\"errorMessage\": \"customer data\"}";

        assertThatThrownBy(() -> new LambdaCalls(lambda()).call(VERSION, "{}"))
                .isInstanceOf(CheckFailedException.class)
                .hasMessage("the function fails (Unhandled)");
    }

    @Test
    void aVersionThatMayNotBeCalledFailsTheCheck() {
        status = 403;

        assertThatThrownBy(() -> new LambdaCalls(lambda()).call(VERSION, "{}"))
                .isInstanceOf(CheckFailedException.class)
                .hasMessage("the version cannot be called");
    }

    private void handle(HttpExchange exchange) throws IOException {
        var target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
        requests.add((target == null ? exchange.getRequestURI().getRawPath() : target) + " "
                + new String(exchange.getRequestBody().readAllBytes(), UTF_8));
        if (!functionError.isEmpty()) {
            exchange.getResponseHeaders().add("X-Amz-Function-Error", functionError);
        }
        var bytes = answer.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private CodeDeployClient codeDeploy() {
        return local(CodeDeployClient.builder()).build();
    }

    private LambdaClient lambda() {
        return local(LambdaClient.builder()).build();
    }

    private <B extends AwsClientBuilder<B, C>, C> B local(B builder) {
        return builder.region(Region.EU_CENTRAL_1)
                .endpointOverride(
                        URI.create("http://localhost:" + server.getAddress().getPort()))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "secret")));
    }
}
