package ordermessage.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RedirectedEndpointsTest {
    private static final RedirectedEndpoints REDIRECTED = new RedirectedEndpoints(Map.of(
            "AWS_ENDPOINT_URL_SQS", URI.create("http://127.0.0.1:1"),
            "AWS_ENDPOINT_URL_S3", URI.create("http://127.0.0.1:2")));

    @Test
    void onlyTheEndpointsOfTheEnvironmentAreReplaced() {
        var environment = Map.of(
                "AWS_ENDPOINT_URL_SQS", "http://127.0.0.1:9324",
                "AWS_ENDPOINT_URL_DYNAMODB", "http://127.0.0.1:8000",
                "TABLE_NAME", "messages");

        assertThat(REDIRECTED.redirect(environment))
                .containsOnly(
                        Map.entry("AWS_ENDPOINT_URL_SQS", "http://127.0.0.1:1"),
                        Map.entry("AWS_ENDPOINT_URL_DYNAMODB", "http://127.0.0.1:8000"),
                        Map.entry("TABLE_NAME", "messages"));
    }
}
