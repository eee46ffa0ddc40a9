package ordermessage.local.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import ordermessage.local.runtime.LambdaFunction;
import ordermessage.local.template.Resource;

/** Handles requests as API Gateway does for a REST API whose integrations are Lambda proxy integrations. */
public final class RestApi {
    /** The maximum size of a request's body in bytes: 10 MB. */
    static final int MAX_BODY_BYTES = 10 * 1024 * 1024;

    private final String root;
    private final Routes routes;
    private final Authorizer authorizer;
    private final ProxyEvent events;
    private final ProxyResponse responses;
    private final GatewayResponses errors;
    private final IntegrationTimeout functions;
    private final Consumer<String> log;

    /**
     * Creates an API.
     *
     * @param account the AWS account id in the events
     * @param log receives a line for each request for which the function does not return a valid response
     */
    public RestApi(
            Resource.Api api,
            String account,
            List<Integration> integrations,
            Authorizer authorizer,
            Consumer<String> log) {
        this(api, account, integrations, authorizer, IntegrationTimeout.DEFAULT, log);
    }

    /**
     * Creates an API whose functions have another timeout than {@link IntegrationTimeout#DEFAULT}.
     *
     * @param timeout how long a function may take to answer
     */
    public RestApi(
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
        this.errors = new GatewayResponses(api.gatewayResponses());
        this.functions = new IntegrationTimeout(timeout, log);
        this.log = log;
    }

    /** Returns the path of the stage, such as {@code /prod}. */
    String root() {
        return root;
    }

    /**
     * Handles a request in the steps below. For a request with several faults, the order decides which error the client
     * gets.
     *
     * <ol>
     *   <li>Find the route.
     *   <li>Call the authorizer.
     *   <li>Read the body up to the maximum size.
     *   <li>Make the event.
     *   <li>Call the function.
     *   <li>Convert the result into the response.
     * </ol>
     */
    Response handle(HandledRequest handled, InputStream body) throws IOException {
        var request = handled.request();
        try {
            var match = routes.find(request); // 1
            handled.matched(match.integration().route());
            var context = authorizer.authorize(request, match.integration().route()); // 2
            handled.authorized(context);
            var bytes = read(request, body); // 3
            var event = requireSize(events.of(request, match, context, bytes)); // 4
            var payload = functions.call(match.integration(), event, handled); // 5
            var response = responses.read(payload, request.header("Accept").orElse("*/*")); // 6
            handled.returned(response.status());
            return response;
        } catch (RequestRefusedException e) {
            return error(e.error(), handled);
        } catch (MalformedProxyResponseException e) {
            log.accept("%s %s: %s".formatted(request.method(), request.target(), e.getMessage()));
            return error(GatewayError.BAD_GATEWAY, handled);
        }
    }

    /** Returns the gateway's own answer to a request. */
    Response error(GatewayError error, HandledRequest handled) {
        handled.failed(error);
        return errors.response(error, handled.request());
    }

    private static byte[] read(Request request, InputStream body) throws IOException, RequestRefusedException {
        if (request.contentLength() > MAX_BODY_BYTES) {
            throw new RequestRefusedException(GatewayError.REQUEST_TOO_LONG);
        }
        var bytes = body.readNBytes(MAX_BODY_BYTES + 1);
        if (bytes.length > MAX_BODY_BYTES) {
            throw new RequestRefusedException(GatewayError.REQUEST_TOO_LONG);
        }
        return bytes;
    }

    private static String requireSize(String event) throws RequestRefusedException {
        if (LambdaFunction.isTooLarge(event)) {
            throw new RequestRefusedException(GatewayError.REQUEST_ENTITY_TOO_LARGE);
        }
        return event;
    }
}
