package ordermessage.fuzz;

import static ordermessage.fuzz.BrokenInvariantException.require;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Checks that a GET with any path finds nothing in empty stores. */
final class GetCheck {
    private final Service service;

    GetCheck(Service service) {
        this.service = service;
    }

    void run(Input input) {
        var id = new String(input.rest(), StandardCharsets.UTF_8);
        var status = service.get(new APIGatewayProxyRequestEvent().withPathParameters(Map.of("message_id", id)))
                .getStatusCode();
        require(status == 400 || status == 404, "A GET of nothing is answered 400 or 404, not " + status);
    }
}
