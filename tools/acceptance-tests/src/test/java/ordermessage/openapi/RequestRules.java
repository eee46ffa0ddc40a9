package ordermessage.openapi;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/** The rules of the description for a request: its token, its parameters and its body. */
final class RequestRules {
    private static final Pattern AND = Pattern.compile("&");
    private static final Pattern LAST_SLASH = Pattern.compile("/$");
    private static final int GZIP_MAGIC = 0x1f;

    private final SchemaRules schemas;

    RequestRules(ApiDescription description) {
        this.schemas = new SchemaRules(description);
    }

    /** Returns how a request differs from the one that is described; empty when it does not differ. */
    List<String> violations(Operation operation, HttpRequest request, byte[] body) {
        var found = new ArrayList<String>();
        if (!operation.scopes().isEmpty()
                && request.headers().firstValue("Authorization").isEmpty()) {
            found.add("the request has no token");
        }
        query(operation, request, found);
        path(operation, request, found);
        headers(operation, request, found);
        body(operation, request, body, found);
        return found;
    }

    private void query(Operation operation, HttpRequest request, List<String> found) {
        var parameters = operation.parameters("query").stream()
                .collect(Collectors.toMap(parameter -> parameter.path("name").asText(), parameter -> parameter));
        values(request).forEach((name, value) -> {
            if (parameters.containsKey(name)) {
                found.addAll(schemas.violationsOfText("the parameter " + name, value, parameters.get(name)));
            } else {
                found.add("the parameter " + name + " is not documented");
            }
        });
    }

    private static Map<String, String> values(HttpRequest request) {
        var values = new HashMap<String, String>();
        Optional.ofNullable(request.uri().getRawQuery()).stream()
                .flatMap(AND::splitAsStream)
                .map(pair -> pair.split("=", 2))
                .forEach(pair -> values.put(decoded(pair[0]), decoded(pair[1])));
        return values;
    }

    /** A path of this API has one parameter at most, which is its last segment. */
    private void path(Operation operation, HttpRequest request, List<String> found) {
        var path = LAST_SLASH.matcher(request.uri().getRawPath()).replaceFirst("");
        var segment = decoded(path.substring(path.lastIndexOf('/') + 1));
        operation
                .parameters("path")
                .forEach(parameter ->
                        found.addAll(schemas.violationsOfText("the last segment of the path", segment, parameter)));
    }

    private void headers(Operation operation, HttpRequest request, List<String> found) {
        operation.parameters("header").forEach(parameter -> {
            var name = parameter.path("name").asText();
            request.headers()
                    .allValues(name)
                    .forEach(value -> found.addAll(schemas.violationsOfText("the header " + name, value, parameter)));
        });
    }

    private void body(Operation operation, HttpRequest request, byte[] body, List<String> found) {
        if (operation.requestBody().isMissingNode()) {
            return;
        }
        var type = MediaType.of(request.headers().firstValue("Content-Type").orElse(MediaType.JSON));
        var content = operation.requestBody().path(type.endsWith("+json") ? MediaType.JSON : type);
        if (content.isMissingNode()) {
            found.add("the media type '" + type + "' of the request is not documented");
            return;
        }
        found.addAll(schemas.violations("the body of the request", Json.parse(text(body)), content));
    }

    private static String text(byte[] body) {
        if (body.length == 0 || body[0] != GZIP_MAGIC) {
            return new String(body, StandardCharsets.UTF_8);
        }
        try (var decoded = new GZIPInputStream(new ByteArrayInputStream(body))) {
            return new String(decoded.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
