package ordermessage.local.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import ordermessage.local.runtime.LambdaFunction;
import ordermessage.local.runtime.Outcome;
import ordermessage.local.template.Resource;

/** What API Gateway does with a request to a REST API of Lambda proxy integrations. */
public final class RestApi {
    /** The most bytes of a request's body: 10 MB. */
    static final int LARGEST_BODY = 10 * 1024 * 1024;

    /** How long a function may take, from the client's point of view. */
    static final Duration INTEGRATION_TIMEOUT = Duration.ofSeconds(29);

    private final String root;
    private final Routes routes;
    private final Authorizer authorizer;
    private final ProxyEvent events;
    private final ProxyResponse responses;
    private final Duration timeout;
    private final Consumer<String> log;

    /**
     * An API that is called with HTTP requests and calls functions.
     *
     * @param account goes into the events
     * @param log gets a line for each request that a function did not answer properly
     */
    public RestApi(
            Resource.Api api,
            String account,
            List<Integration> integrations,
            Authorizer authorizer,
            Consumer<String> log) {
        this(api, account, integrations, authorizer, INTEGRATION_TIMEOUT, log);
    }

    RestApi(
            Resource.Api api,
            String account,
            List<Integration> integrations,
            Authorizer authorizer,
            Duration timeout,
            Consumer<String> log) {
        var binary = new MediaTypes(api.binaryMediaTypes());
        this.root = "/" + api.stage();
        this.routes = new Routes(root, integrations);
        this.authorizer = authorizer;
        this.events = new ProxyEvent(account, api.stage(), binary);
        this.responses = new ProxyResponse(binary);
        this.timeout = timeout;
        this.log = log;
    }

    /** The path of the stage, such as {@code /prod}. */
    String root() {
        return root;
    }

    /**
     * Answers a request, in this order, which decides what the client of a request with several faults is told:
     *
     * <ol>
     *   <li>find the route
     *   <li>ask the authorizer
     *   <li>read the body, and no more of it than is allowed
     *   <li>make the event
     *   <li>call the function
     *   <li>make the answer of what it returned
     * </ol>
     */
    Response answer(Request request, InputStream body) throws IOException {
        try {
            var match = routes.find(request); // 1
            var context = authorizer.authorize(request, match.integration().route()); // 2
            var bytes = read(request, body); // 3
            var event = checked(events.of(request, match, context, bytes)); // 4
            var payload = call(match.integration(), event); // 5
            return responses.read(payload, request.header("Accept").orElse("*/*")); // 6
        } catch (Refusal refusal) {
            return refusal.error().response();
        } catch (MalformedProxyResponse malformed) {
            log.accept("%s %s: %s".formatted(request.method(), request.target(), malformed.getMessage()));
            return GatewayError.BAD_GATEWAY.response();
        }
    }

    private static byte[] read(Request request, InputStream body) throws IOException, Refusal {
        if (request.contentLength() > LARGEST_BODY) {
            throw new Refusal(GatewayError.REQUEST_TOO_LONG);
        }
        var bytes = body.readNBytes(LARGEST_BODY + 1);
        if (bytes.length > LARGEST_BODY) {
            throw new Refusal(GatewayError.REQUEST_TOO_LONG);
        }
        return bytes;
    }

    private static String checked(String event) throws Refusal {
        if (LambdaFunction.isTooLarge(event)) {
            throw new Refusal(GatewayError.REQUEST_ENTITY_TOO_LARGE);
        }
        return event;
    }

    /** A function that takes too long goes on; only the client is not kept waiting. */
    private String call(Integration integration, String event) throws Refusal {
        var call = new FutureTask<>(() -> integration.function().invoke(event));
        Thread.startVirtualThread(call);
        try {
            return switch (call.get(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                case Outcome.Returned(var payload) -> payload;
                case Outcome.Failed failed -> throw refusal(integration, failed, GatewayError.BAD_GATEWAY);
            };
        } catch (TimeoutException late) {
            throw refusal(integration, "no answer within " + timeout, GatewayError.INTEGRATION_TIMEOUT);
        } catch (ExecutionException broken) {
            throw refusal(integration, broken.getCause(), GatewayError.BAD_GATEWAY);
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
            throw refusal(integration, "the gateway is closed", GatewayError.BAD_GATEWAY);
        }
    }

    private Refusal refusal(Integration integration, Object why, GatewayError error) {
        log.accept(integration.name() + " failed: " + why);
        return new Refusal(error);
    }
}
