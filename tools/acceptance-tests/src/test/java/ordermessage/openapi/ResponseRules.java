package ordermessage.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;

/** The rules of the description for a response: its headers, its media type and its body. */
final class ResponseRules {
    private static final String CONTENT_TYPE = "Content-Type";
    private static final String PROBLEM = "application/problem+json";

    private final ApiDescription description;
    private final SchemaRules schemas;

    ResponseRules(ApiDescription description) {
        this.description = description;
        this.schemas = new SchemaRules(description);
    }

    /** Returns how a response differs from the one that is described; empty when it does not differ. */
    List<String> violations(DescribedResponse described, HttpResponse<String> response) {
        var found = new ArrayList<String>();
        undocumentedHeaders(described, response, found);
        described.headers().forEach((name, header) -> header(name, header, response, found));
        if (!response.request().method().equals("HEAD")) {
            body(described, response, found);
        }
        return found;
    }

    private void undocumentedHeaders(DescribedResponse described, HttpResponse<String> response, List<String> found) {
        response.headers().map().keySet().stream()
                .filter(name -> !described.headers().containsKey(name)
                        && !description.transportHeaders().contains(name)
                        && !name.equalsIgnoreCase(CONTENT_TYPE))
                .forEach(name -> found.add("the header " + name + " is not documented"));
    }

    private void header(String name, JsonNode header, HttpResponse<String> response, List<String> found) {
        var values = response.headers().allValues(name);
        if (values.isEmpty() && header.path("required").asBoolean()) {
            found.add("the header " + name + " is missing");
        }
        values.forEach(value -> found.addAll(schemas.violationsOfText("the header " + name, value, header)));
    }

    private void body(DescribedResponse described, HttpResponse<String> response, List<String> found) {
        var type = MediaType.of(response.headers().firstValue(CONTENT_TYPE).orElse(""));
        var content = described.content().path(type);
        if (content.isMissingNode()) {
            found.add("the media type '" + type + "' is not documented");
            return;
        }
        var body = Json.parse(response.body());
        found.addAll(schemas.violations("the body", body, content));
        if (type.equals(PROBLEM)) {
            problem(described, response, body, found);
        }
    }

    private static void problem(
            DescribedResponse described, HttpResponse<String> response, JsonNode body, List<String> found) {
        var problemType = body.path("type").asText().replaceFirst("^[^#]*#", "");
        if (!described.problemTypes().contains(problemType)) {
            found.add("the problem type " + problemType + " is not documented");
        }
        if (body.path("status").asInt() != response.statusCode()) {
            found.add("the status in the body is another one");
        }
    }
}
