package ordermessage.local.gateway;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import ordermessage.local.template.GatewayResponseType;
import ordermessage.local.template.Resource.GatewayResponse;

/** Makes the gateway's own answers: as the template defines them, and otherwise as API Gateway makes them by default. */
final class GatewayResponses {
    private static final GatewayResponse UNDEFINED = new GatewayResponse(Optional.empty(), Map.of(), Optional.empty());

    private final Map<GatewayResponseType, GatewayResponse> defined;

    GatewayResponses(Map<GatewayResponseType, GatewayResponse> defined) {
        this.defined = defined;
    }

    Response response(GatewayError error, Request request) {
        var definition = error.type().flatMap(this::find).orElse(UNDEFINED);
        var body = definition
                .body()
                .map(template -> template.replace(GatewayResponse.REQUEST_ID, request.id()))
                .orElseGet(() -> defaultBody(error));
        return Response.of(definition.status().orElse(error.status()), headers(error, definition), body);
    }

    private Optional<GatewayResponse> find(GatewayResponseType type) {
        return Optional.ofNullable(defined.get(type)).or(() -> Optional.ofNullable(defined.get(type.fallback())));
    }

    private static Map<String, List<String>> headers(GatewayError error, GatewayResponse definition) {
        var headers = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
        headers.put("Content-Type", List.of("application/json"));
        headers.put("x-amzn-ErrorType", List.of(error.errorType()));
        definition.headers().forEach((name, value) -> headers.put(name, List.of(value)));
        return headers;
    }

    private static String defaultBody(GatewayError error) {
        var body = new JsonObject();
        body.addProperty("message", error.message());
        return body.toString();
    }
}
