package ordermessage.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** An operation of the description: a method and a path. */
final class Operation {
    private final ApiDescription description;
    private final String method;
    private final String path;
    private final JsonNode object;
    private final Pattern pattern;
    private final TreeMap<Integer, DescribedResponse> responses = new TreeMap<>();

    Operation(ApiDescription description, String method, String path, JsonNode object) {
        this.description = description;
        this.method = method.toUpperCase(Locale.ROOT);
        this.path = path;
        this.object = object;
        this.pattern = Pattern.compile(path.replaceAll("\\{[^}]+}", "[^/]+") + "/?");
        object.path("responses")
                .properties()
                .forEach(response -> responses.put(
                        Integer.valueOf(response.getKey()),
                        new DescribedResponse(description, description.resolved(response.getValue()))));
    }

    boolean matches(String requestMethod, String requestPath) {
        return method.equals(requestMethod) && pattern.matcher(requestPath).matches();
    }

    /** Returns the statuses that the operation can be answered with. */
    Set<Integer> statuses() {
        return responses.keySet();
    }

    Optional<DescribedResponse> response(int status) {
        return Optional.ofNullable(responses.get(status));
    }

    /** Returns the parameters of one place: path, query or header. */
    List<JsonNode> parameters(String place) {
        return Json.values(object.path("parameters"))
                .map(description::resolved)
                .filter(parameter -> parameter.path("in").asText().equals(place))
                .toList();
    }

    /** Returns the media types of the request body, each with its schema and examples; empty if the operation takes no body. */
    JsonNode requestBody() {
        return object.path("requestBody").path("content");
    }

    /** Returns the scopes that a token must have. */
    List<String> scopes() {
        return Json.values(object.at("/security/0").path("companyToken"))
                .map(JsonNode::asText)
                .toList();
    }

    String method() {
        return method;
    }

    String path() {
        return path;
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
