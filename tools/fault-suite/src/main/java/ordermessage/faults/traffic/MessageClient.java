package ordermessage.faults.traffic;

import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.function.Supplier;
import ordermessage.faults.stack.ProxiedStack;
import ordermessage.harness.Api;

/** Calls the service's HTTP API, as the company of each message. */
public final class MessageClient implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(35);

    /** The status of a response when no response arrives. */
    private static final int GATEWAY_TIMEOUT = 504;

    private final Api api;

    /** A response of the API. */
    public record Response(int status, String body) {}

    /** @param stack the stack, which keeps the address of its API when it restarts */
    public MessageClient(ProxiedStack stack) {
        api = new Api(stack.local().api(), company -> stack.local().token(company), TIMEOUT);
    }

    /** Posts a message once. The status is 504 when no response arrives. */
    public Response post(TestMessage message) {
        return response(() -> api.as(message.companyId()).post(message.body()));
    }

    /** Gets the stored message with the ids of a message, once. The status is 504 when no response arrives. */
    public Response get(TestMessage message) {
        return response(() -> api.as(message.companyId()).get(message.messageId()));
    }

    /**
     * Gets a page of the list of a company, once. The status is 504 when no response arrives.
     *
     * @param query the parameters of the list
     */
    public Response list(String companyId, String query) {
        return response(() -> api.as(companyId).request("GET", "/messages?" + query));
    }

    private static Response response(Supplier<HttpResponse<String>> call) {
        try {
            var response = call.get();
            return new Response(response.statusCode(), response.body());
        } catch (UncheckedIOException e) {
            return new Response(GATEWAY_TIMEOUT, "");
        }
    }

    @Override
    public void close() {
        api.close();
    }
}
