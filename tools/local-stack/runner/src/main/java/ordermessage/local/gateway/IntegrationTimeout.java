package ordermessage.local.gateway;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import ordermessage.local.runtime.Outcome;

/** Calls functions, and limits how long a client waits for them. After the timeout, the client gets an error. */
final class IntegrationTimeout {
    /**
     * API Gateway's timeout for a REST API by default.
     *
     * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-execution-service-limits-table.html">API
     *     Gateway: quotas</a>
     */
    static final Duration DEFAULT = Duration.ofSeconds(29);

    private final Duration timeout;
    private final Consumer<String> log;

    /** @param log receives a line for each call that brings no result */
    IntegrationTimeout(Duration timeout, Consumer<String> log) {
        this.timeout = timeout;
        this.log = log;
    }

    /**
     * Calls the function of an integration, and returns its result. After the timeout, the function continues, as on AWS.
     *
     * @param handled receives the duration of the call
     * @throws RequestRefusedException when the function fails or does not answer in time
     */
    String call(Integration integration, String event, HandledRequest handled) throws RequestRefusedException {
        var start = System.nanoTime();
        try {
            return call(integration, event);
        } finally {
            handled.called(Duration.ofNanos(System.nanoTime() - start));
        }
    }

    private String call(Integration integration, String event) throws RequestRefusedException {
        var call = new FutureTask<>(() -> integration.function().invoke(event));
        Thread.startVirtualThread(call);
        try {
            return switch (call.get(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                case Outcome.Returned(var payload) -> payload;
                case Outcome.Failed failed -> throw refusal(integration, failed, GatewayError.BAD_GATEWAY);
            };
        } catch (TimeoutException e) {
            throw refusal(integration, "no answer within " + timeout, GatewayError.INTEGRATION_TIMEOUT);
        } catch (ExecutionException e) {
            throw refusal(integration, e.getCause(), GatewayError.BAD_GATEWAY);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw refusal(integration, "the gateway is closed", GatewayError.BAD_GATEWAY);
        }
    }

    private RequestRefusedException refusal(Integration integration, Object reason, GatewayError error) {
        log.accept(integration.name() + " failed: " + reason);
        return new RequestRefusedException(error);
    }
}
