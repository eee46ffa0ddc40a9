package ordermessage.snapstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import ordermessage.snapstart.FakeAws.Reply;
import org.junit.jupiter.api.Test;

class FakeAwsTest {
    private static final String CREDENTIALS = "aws.containerCredentialsFullUri";

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Test
    void aCallGetsTheReplyOfTheRole() throws Exception {
        try (var fakeAws = new FakeAws(call -> Reply.json("{\"asked\":\"" + call.body() + "\"}"))) {
            var first = post(fakeAws.address(), "AmazonSQS.SendMessage", "one");
            var second = post(fakeAws.address(), "AmazonSQS.SendMessage", "zwei ü");

            assertThat(first.statusCode()).isEqualTo(200);
            assertThat(first.body()).isEqualTo("{\"asked\":\"one\"}");
            assertThat(second.body()).isEqualTo("{\"asked\":\"zwei ü\"}");
        }
    }

    @Test
    void aCallKnowsItsOperation() throws Exception {
        try (var fakeAws = new FakeAws(
                call -> Reply.json(call.isOf("GetItem") + " " + call.isOf("Item") + " " + call.isOf("GetItems")))) {
            assertThat(post(fakeAws.address(), "DynamoDB_20120810.GetItem", "{}")
                            .body())
                    .isEqualTo("true false false");
        }
    }

    @Test
    void theCredentialsEndpointReturnsFakeCredentials() throws Exception {
        try (var _ = new FakeAws(call -> Reply.json("{}"))) {
            var request = HttpRequest.newBuilder(URI.create(System.getProperty(CREDENTIALS)));

            assertThat(http.send(request.build(), BodyHandlers.ofString()).body())
                    .contains("\"AccessKeyId\":\"none\"");
        }
    }

    @Test
    void closeStopsTheServerAndClearsItsSystemProperty() {
        var fakeAws = new FakeAws(call -> Reply.json("{}"));
        fakeAws.close();

        assertThat(System.getProperty(CREDENTIALS)).isNull();
        assertThatThrownBy(() -> post(fakeAws.address(), "Any", "")).isInstanceOf(IOException.class);
    }

    private HttpResponse<String> post(URI address, String operation, String body)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(address)
                .header("X-Amz-Target", operation)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return http.send(request, BodyHandlers.ofString());
    }
}
