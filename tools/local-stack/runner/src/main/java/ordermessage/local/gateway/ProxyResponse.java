package ordermessage.local.gateway;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Converts what a function returned to a Lambda proxy integration into a response. */
final class ProxyResponse {
    /** Headers that the gateway sets itself, because they describe the connection to the client. */
    private static final Set<String> HOP_BY_HOP = Set.of("keep-alive", "te", "trailer", "transfer-encoding", "upgrade");

    /** Headers of a function that API Gateway renames, as seen in responses of deployed APIs. */
    private static final Set<String> REMAPPED =
            Set.of("authorization", "connection", "content-length", "date", "host", "server", "www-authenticate");

    private static final String REMAPPED_PREFIX = "x-amzn-Remapped-";

    private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final Pattern VALUE = Pattern.compile("[\\t\\P{Cntrl}]*");

    private final MediaTypes binary;

    ProxyResponse(MediaTypes binary) {
        this.binary = binary;
    }

    /**
     * Returns the response for the client.
     *
     * @param payload the function's result
     * @param accept the media types that the client accepts: the value of its {@code Accept} header
     * @throws MalformedProxyResponseException when the result is not a valid proxy response
     */
    Response read(String payload, String accept) throws MalformedProxyResponseException {
        try {
            if (JsonParser.parseString(payload) instanceof JsonObject object) {
                return new Response(status(object), headers(object), body(object, accept));
            }
            throw new MalformedProxyResponseException("not a JSON object");
        } catch (JsonParseException
                | IllegalArgumentException
                | IllegalStateException
                | UnsupportedOperationException e) {
            throw new MalformedProxyResponseException(e.toString());
        }
    }

    private static int status(JsonObject object) throws MalformedProxyResponseException {
        if (object.get("statusCode") instanceof JsonPrimitive number) {
            var status = Integer.parseInt(number.getAsString());
            if (status >= 200 && status <= 599) {
                return status;
            }
        }
        throw new MalformedProxyResponseException("statusCode is " + object.get("statusCode"));
    }

    private static Map<String, List<String>> headers(JsonObject object) throws MalformedProxyResponseException {
        var headers = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
        headers.put("Content-Type", List.of("application/json"));
        for (var header : members(object, "headers")) {
            headers.put(name(header.getKey()), List.of(header.getValue().getAsString()));
        }
        for (var header : members(object, "multiValueHeaders")) {
            var values = new ArrayList<String>();
            header.getValue().getAsJsonArray().forEach(value -> values.add(value.getAsString()));
            headers.put(name(header.getKey()), values);
        }
        check(headers);
        headers.keySet().removeIf(name -> HOP_BY_HOP.contains(name.toLowerCase(Locale.ROOT)));
        return headers;
    }

    private static String name(String name) {
        return REMAPPED.contains(name.toLowerCase(Locale.ROOT)) ? REMAPPED_PREFIX + name : name;
    }

    /** Refuses characters that would end the header, so that a function cannot inject headers or a body. */
    private static void check(Map<String, List<String>> headers) throws MalformedProxyResponseException {
        for (var header : headers.entrySet()) {
            if (!NAME.matcher(header.getKey()).matches()
                    || !header.getValue().stream().allMatch(VALUE.asMatchPredicate())) {
                throw new MalformedProxyResponseException("the header " + header.getKey() + " is not valid");
            }
        }
    }

    private static Set<Map.Entry<String, JsonElement>> members(JsonObject object, String name)
            throws MalformedProxyResponseException {
        return switch (object.get(name)) {
            case JsonObject members -> members.entrySet();
            case null -> Set.of();
            case JsonElement other when other.isJsonNull() -> Set.of();
            default -> throw new MalformedProxyResponseException(name + " is not an object");
        };
    }

    private byte[] body(JsonObject object, String accept) throws MalformedProxyResponseException {
        var body = object.get("body");
        if (body == null || body.isJsonNull()) {
            return new byte[0];
        }
        if (!(body instanceof JsonPrimitive text) || !text.isString()) {
            throw new MalformedProxyResponseException("body is not a string");
        }
        var isBase64 = object.get("isBase64Encoded") instanceof JsonPrimitive flag && flag.getAsBoolean();
        return isBase64 && binary.match(accept)
                ? Base64.getDecoder().decode(text.getAsString())
                : text.getAsString().getBytes(StandardCharsets.UTF_8);
    }
}
