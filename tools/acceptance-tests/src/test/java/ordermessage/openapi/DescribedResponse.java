package ordermessage.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A response that the description allows for an operation and a status. */
final class DescribedResponse {
    private final ApiDescription description;
    private final JsonNode object;

    DescribedResponse(ApiDescription description, JsonNode object) {
        this.description = description;
        this.object = object;
    }

    /** Returns the headers by name. The map ignores the case of letters. */
    Map<String, JsonNode> headers() {
        var headers = new TreeMap<String, JsonNode>(String.CASE_INSENSITIVE_ORDER);
        object.path("headers")
                .properties()
                .forEach(header -> headers.put(header.getKey(), description.resolved(header.getValue())));
        return headers;
    }

    /** Returns the media types of the body, each with its schema and examples. */
    JsonNode content() {
        return object.path("content");
    }

    /** Returns the problem types of the response, which are the names of its examples; empty if the response is not a problem. */
    Set<String> problemTypes() {
        var names = new TreeSet<String>();
        content().path("application/problem+json").path("examples").fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** Every example of a body, with its media type. */
    List<Map.Entry<JsonNode, JsonNode>> examples() {
        return Json.values(content())
                .flatMap(mediaType -> Json.values(mediaType.path("examples"))
                        .map(example -> Map.entry(
                                mediaType, description.resolved(example).path("value"))))
                .toList();
    }
}
