package ordermessage.fuzz;

import static ordermessage.fuzz.BrokenInvariantException.require;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import ordermessage.json.JsonText;
import ordermessage.json.JsonValue.JsonObject;
import ordermessage.process.Outcome;

/**
 * Checks a message from POST through the queue and the processor to GET. What POST accepts is stored byte for byte as it was
 * sent, and GET returns its values. What POST refuses is not enqueued.
 */
final class PostCheck {
    private static final int GZIP_ID1 = 0x1F;
    private static final int GZIP_ID2 = 0x8B;

    private final Service service;

    PostCheck(Service service) {
        this.service = service;
    }

    void run(Input input) {
        var headers = new HashMap<String, List<String>>();
        add(headers, "Content-Type", input.line());
        add(headers, "Content-Encoding", input.line());
        var body = input.rest();
        var response = post(headers, body);
        if (response.getStatusCode() == 202) {
            checkAccepted(headers, body, response);
        } else {
            require(response.getStatusCode() >= 400, "A new message is accepted or refused");
            require(service.queue().isEmpty(), "A refused message is not enqueued");
        }
    }

    /** An empty value stands for no header. */
    private static void add(Map<String, List<String>> headers, String name, String value) {
        if (!value.isEmpty()) {
            headers.put(name, List.of(value));
        }
    }

    private APIGatewayProxyResponseEvent post(Map<String, List<String>> headers, byte[] body) {
        return service.post(new APIGatewayProxyRequestEvent()
                .withMultiValueHeaders(headers)
                .withBody(Base64.getEncoder().encodeToString(body))
                .withIsBase64Encoded(true));
    }

    private void checkAccepted(Map<String, List<String>> headers, byte[] body, APIGatewayProxyResponseEvent response) {
        require(service.queue().size() == 1, "An accepted message is enqueued once");
        var queued = service.queue().getFirst();
        require(queued.fits(), "The queue takes an accepted message");
        require(service.process(queued) instanceof Outcome.Stored, "An accepted message is stored");
        require(service.process(queued) instanceof Outcome.Duplicate, "A second delivery changes nothing");
        require(service.deadLetters().isEmpty(), "An accepted message is not a dead letter");
        require(service.archive().size() == 1, "An accepted message is archived once");
        var archived = service.archive().values().iterator().next();
        require(
                Arrays.equals(archived, sent(headers, body)),
                "An accepted message is archived byte for byte as it was sent");
        checkGet(archived, id(response));
        require(post(headers, body).getStatusCode() == 200, "The same message again is answered as stored");
        require(service.queue().size() == 1, "A stored message is not enqueued again");
    }

    private static String id(APIGatewayProxyResponseEvent response) {
        return ((JsonObject) JsonText.parse(response.getBody()))
                .string("message_id")
                .orElseThrow();
    }

    /** Returns the body, decoded by the JDK. */
    private static byte[] sent(Map<String, List<String>> headers, byte[] body) {
        var isGzip = headers.containsKey("Content-Encoding")
                && body.length > 1
                && (body[0] & 0xFF) == GZIP_ID1
                && (body[1] & 0xFF) == GZIP_ID2;
        try (var decoded =
                isGzip ? new GZIPInputStream(new ByteArrayInputStream(body)) : new ByteArrayInputStream(body)) {
            return decoded.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void checkGet(byte[] archived, String id) {
        var response = service.get(new APIGatewayProxyRequestEvent().withPathParameters(Map.of("message_id", id)));
        require(response.getStatusCode() == 200, "A stored message is found");
        var returned = (JsonObject) JsonText.parse(response.getBody());
        var sent = (JsonObject) JsonText.parse(new String(archived, StandardCharsets.UTF_8));
        require(
                returned.members().get("data").equals(sent.members().get("data")),
                "GET returns the data as it was sent");
        require(
                List.copyOf(returned.members().keySet())
                        .equals(List.copyOf(sent.members().keySet())),
                "GET returns the members in their order");
        var metadata = returned.object("metadata").orElseThrow();
        sent.object("metadata")
                .orElseThrow()
                .members()
                .forEach((name, value) ->
                        require(value.equals(metadata.members().get(name)), "GET returns the metadata as it was sent"));
        require(metadata.members().containsKey("message_s3_key"), "GET adds the archive key");
    }
}
