package ordermessage.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import ordermessage.aws.SdkClient;
import ordermessage.message.Message;
import ordermessage.storage.StorageUnavailable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** Answers of S3 that no engine of one machine gives; what the engines do give is tried in AcceptanceTests. */
class S3ArchiveTest {
    private static final Message MESSAGE = Message.read("""
            {"metadata":{"message_time":"2023-12-10T22:02:38Z","company_id":"e0721e56-fb09-4273-ae74-7bcbc92d43eb",\
            "message_id":"fc0daad3-4f10-4d15-b8c6-276cca111e87"},"data":{"order_amount":20}}""");

    private final Deque<Integer> answers = new ArrayDeque<>();
    private final List<String> requests = new ArrayList<>();
    private HttpServer server;
    private S3Archive archive;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        var client = SdkClient.build(
                S3Client.builder()
                        .region(Region.of("local"))
                        .credentialsProvider(AnonymousCredentialsProvider.create())
                        .endpointOverride(URI.create(
                                "http://127.0.0.1:" + server.getAddress().getPort())),
                Duration.ofSeconds(5),
                Duration.ofSeconds(20));
        archive = new S3Archive(client, "bucket");
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void aPutThatMeetsAnotherIsTriedAgain() {
        answers.addAll(List.of(409, 200));
        assertThat(archive.keep(MESSAGE)).isEqualTo(MESSAGE);
        assertThat(requests).containsExactly("PUT *", "PUT *");
    }

    @Test
    void aPutWhoseOwnAnswerWasLostEndsInTheContentThatIsThere() {
        answers.addAll(List.of(500, 412, 200));
        assertThat(archive.keep(MESSAGE)).isEqualTo(MESSAGE);
        assertThat(requests).containsExactly("PUT *", "PUT *", "GET null");
    }

    @Test
    void anythingElseLeavesItOpenWhetherTheMessageIsKept() {
        answers.addAll(List.of(403));
        assertThatThrownBy(() -> archive.keep(MESSAGE)).isInstanceOf(StorageUnavailable.class);
    }

    private void answer(HttpExchange exchange) throws IOException {
        requests.add(
                exchange.getRequestMethod() + " " + exchange.getRequestHeaders().getFirst("If-None-Match"));
        exchange.getRequestBody().readAllBytes();
        var body = exchange.getRequestMethod().equals("GET") ? MESSAGE.text().getBytes(UTF_8) : new byte[0];
        exchange.sendResponseHeaders(answers.remove(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
