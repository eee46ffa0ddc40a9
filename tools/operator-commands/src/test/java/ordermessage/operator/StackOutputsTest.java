package ordermessage.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;

class StackOutputsTest {
    private static final String DESCRIPTION = """
            <DescribeStacksResponse><DescribeStacksResult><Stacks><member><Outputs><member>\
            <OutputKey>QueueUrl</OutputKey><OutputValue>https://sqs.example/queue</OutputValue>\
            </member></Outputs></member></Stacks></DescribeStacksResult></DescribeStacksResponse>""";

    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                var isForStack = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)
                        .contains("StackName=orders");
                var answer = DESCRIPTION.getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(isForStack ? 200 : 400, answer.length);
                exchange.getResponseBody().write(answer);
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void anOutputOfTheLocalStackIsAVariable() {
        assertThat(StackOutputs.of(Map.of("DEAD_LETTER_QUEUE_URL", "http://127.0.0.1/queue"))
                        .value("DeadLetterQueueUrl"))
                .isEqualTo("http://127.0.0.1/queue");
    }

    @Test
    void aMissingVariableIsReportedByItsName() {
        assertThatThrownBy(() -> StackOutputs.of(Map.of()).value("QueueUrl"))
                .isInstanceOf(UsageException.class)
                .hasMessage("QUEUE_URL is not set: start make run, or give STACK");
    }

    @Test
    void anEmptyStackNameIsReported() {
        assertThatThrownBy(() -> StackOutputs.of(Map.of("STACK", " ", "QUEUE_URL", "http://127.0.0.1/queue")))
                .isInstanceOf(UsageException.class)
                .hasMessage("STACK is empty: give the name of the stack, or leave it out");
    }

    @Test
    void anOutputOfAStackOnAwsComesFromCloudFormation() {
        var outputs = stack("orders");

        assertThat(outputs.value("QueueUrl")).isEqualTo("https://sqs.example/queue");
    }

    @Test
    void aMissingOutputIsReportedByItsName() {
        var outputs = stack("orders");

        assertThatThrownBy(() -> outputs.value("TableName"))
                .isInstanceOf(UsageException.class)
                .hasMessage("The stack has no output TableName");
    }

    private StackOutputs stack(String name) {
        try (var cloudFormation = CloudFormationClient.builder()
                .region(Region.of("local"))
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .endpointOverride(
                        URI.create("http://127.0.0.1:" + server.getAddress().getPort()))
                .build()) {
            return StackOutputs.ofStack(name, cloudFormation);
        }
    }
}
