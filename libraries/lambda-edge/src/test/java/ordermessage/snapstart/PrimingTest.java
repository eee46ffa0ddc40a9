package ordermessage.snapstart;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PrimingTest {
    private final Priming<APIGatewayProxyRequestEvent, APIGatewayProxyResponseEvent> priming = new Priming<>(
            APIGatewayProxyRequestEvent.class, APIGatewayProxyResponseEvent.class, List.of("test-event.json"));
    private final List<String> paths = new ArrayList<>();
    private final RequestHandler<APIGatewayProxyRequestEvent, APIGatewayProxyResponseEvent> handler = this::handle;

    @Test
    void theHandlerGetsTheEventOfTheFileFourHundredTimes() {
        priming.run(handler);

        assertThat(paths).hasSize(400).containsOnly("/messages");
    }

    @Test
    void afterTheTimeLimitNoFurtherPassBegins() {
        priming.run(handler, Duration.ZERO);

        assertThat(paths).hasSize(1);
    }

    private APIGatewayProxyResponseEvent handle(APIGatewayProxyRequestEvent event, Context context) {
        paths.add(event.getPath());
        return new APIGatewayProxyResponseEvent().withStatusCode(200);
    }
}
