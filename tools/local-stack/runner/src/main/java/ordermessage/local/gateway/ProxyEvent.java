package ordermessage.local.gateway;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes the events that the Lambda proxy integration of a REST API sends to functions (format 1.0). */
final class ProxyEvent {
    private static final Gson JSON =
            new GsonBuilder().disableHtmlEscaping().serializeNulls().create();

    private final String account;
    private final String stage;
    private final MediaTypes binary;

    ProxyEvent(String account, String stage, MediaTypes binary) {
        this.account = account;
        this.stage = stage;
        this.binary = binary;
    }

    /**
     * Returns the event of a request.
     *
     * @param authorizer the result of the authorizer; when it is empty, the event has no {@code authorizer}
     */
    String of(Request request, Routes.Match match, JsonObject authorizer, byte[] body) {
        var resource = match.integration().route().path();
        var isBinary =
                body.length > 0 && binary.match(request.header("Content-Type").orElse("application/json"));
        var query = query(request);
        var event = new LinkedHashMap<String, Object>();
        event.put("resource", resource);
        event.put("path", match.path());
        event.put("httpMethod", request.method());
        event.put("headers", last(request.headers()));
        event.put("multiValueHeaders", request.headers());
        event.put("queryStringParameters", orNull(last(query)));
        event.put("multiValueQueryStringParameters", orNull(query));
        event.put("pathParameters", orNull(match.parameters()));
        event.put("stageVariables", null);
        event.put("requestContext", context(request, resource, authorizer));
        event.put("body", body.length == 0 ? null : text(body, isBinary));
        event.put("isBase64Encoded", isBinary);
        return JSON.toJson(event);
    }

    private Map<String, Object> context(Request request, String resource, JsonObject authorizer) {
        var context = new LinkedHashMap<String, Object>();
        context.put("accountId", account);
        context.put("apiId", "local");
        context.put("resourceId", "local");
        context.put("resourcePath", resource);
        context.put("httpMethod", request.method());
        context.put("path", request.target().getRawPath());
        context.put("protocol", "HTTP/1.1");
        context.put("stage", stage);
        context.put("requestId", request.id());
        context.put("extendedRequestId", request.id());
        context.put("requestTime", request.formattedTime());
        context.put("requestTimeEpoch", request.time().toEpochMilli());
        context.put("domainName", request.header("Host").orElse("localhost"));
        context.put("identity", identity(request));
        if (!authorizer.isEmpty()) {
            context.put("authorizer", authorizer);
        }
        return context;
    }

    private static Map<String, Object> identity(Request request) {
        var identity = new LinkedHashMap<String, Object>();
        identity.put("sourceIp", request.sourceIp());
        identity.put("userAgent", request.header("User-Agent").orElse(null));
        return identity;
    }

    private static String text(byte[] body, boolean isBinary) {
        return isBinary ? Base64.getEncoder().encodeToString(body) : new String(body, StandardCharsets.UTF_8);
    }

    private static Map<String, List<String>> query(Request request) {
        var parameters = new LinkedHashMap<String, List<String>>();
        var query = request.target().getRawQuery();
        for (var parameter : query == null ? new String[0] : query.split("&")) {
            var parts = parameter.split("=", 2);
            if (!parts[0].isEmpty()) {
                parameters
                        .computeIfAbsent(decode(parts[0]), name -> new ArrayList<>())
                        .add(parts.length == 1 ? "" : decode(parts[1]));
            }
        }
        return parameters;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static Map<String, String> last(Map<String, List<String>> values) {
        var last = new LinkedHashMap<String, String>();
        values.forEach((name, all) -> last.put(name, all.getLast()));
        return last;
    }

    /** Returns null for an empty map, as API Gateway does. */
    private static <V> Map<String, V> orNull(Map<String, V> map) {
        return map.isEmpty() ? null : map;
    }
}
