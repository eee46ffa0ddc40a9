package ordermessage.companies;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * AWS's own model of Cognito's API: {@code cognito-idp.json} has the operations that the tool calls and their shapes, taken
 * from botocore. It says how each request and each answer may look.
 */
final class ServiceModel {
    private final JsonObject model;

    ServiceModel() {
        try (var json = ServiceModel.class.getResourceAsStream("/cognito-idp.json");
                var reader = new InputStreamReader(json, StandardCharsets.UTF_8)) {
            model = JsonParser.parseReader(reader).getAsJsonObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Set<String> operations() {
        return model.getAsJsonObject("operations").keySet();
    }

    String targetPrefix() {
        return model.get("targetPrefix").getAsString();
    }

    /** Returns what is wrong with a request; empty when the model allows it. */
    List<String> problemsOfRequest(String operation, JsonElement body) {
        return problems(operation(operation).get("input").getAsString(), "request", body);
    }

    /** Returns what is wrong with an answer; empty when the model allows it. */
    List<String> problemsOfAnswer(String operation, String body) {
        var output = operation(operation).get("output");
        return output == null
                ? body.isEmpty() || body.equals("{}") ? List.of() : List.of("answer: is not empty")
                : problems(output.getAsString(), "answer", JsonParser.parseString(body));
    }

    /** Returns whether the operation may fail with this error. */
    boolean hasError(String operation, String error) {
        return operation(operation).getAsJsonArray("errors").contains(new JsonPrimitive(error));
    }

    private JsonObject operation(String name) {
        return model.getAsJsonObject("operations").getAsJsonObject(name);
    }

    private List<String> problems(String shapeName, String place, JsonElement value) {
        var problems = new ArrayList<String>();
        check(model.getAsJsonObject("shapes").getAsJsonObject(shapeName), place, value, problems);
        return problems;
    }

    private void check(JsonObject shape, String place, JsonElement value, List<String> problems) {
        switch (shape.get("type").getAsString()) {
            case "structure" -> structure(shape, place, value, problems);
            case "list" -> list(shape, place, value, problems);
            case "string" -> string(shape, place, value, problems);
            case "boolean" -> require(value instanceof JsonPrimitive p && p.isBoolean(), place, "boolean", problems);
            case "integer" -> {
                var isInteger = value instanceof JsonPrimitive p && p.isNumber() && p.getAsDouble() % 1 == 0;
                require(isInteger, place, "integer", problems);
                if (isInteger) {
                    bounds(shape, place, value.getAsDouble(), problems);
                }
            }
            case "timestamp" -> require(value instanceof JsonPrimitive p && p.isNumber(), place, "timestamp", problems);
            default -> problems.add(place + ": the model has the unknown type " + shape.get("type"));
        }
    }

    private void structure(JsonObject shape, String place, JsonElement value, List<String> problems) {
        if (!(value instanceof JsonObject object)) {
            problems.add(place + ": is not a structure");
            return;
        }
        var members = shape.getAsJsonObject("members");
        object.entrySet().forEach(member -> {
            var inner = place + "." + member.getKey();
            if (members.has(member.getKey())) {
                check(shape(members.get(member.getKey())), inner, member.getValue(), problems);
            } else {
                problems.add(inner + ": is not in the model");
            }
        });
        if (shape.has("required")) {
            shape.getAsJsonArray("required").forEach(required -> {
                if (!object.has(required.getAsString())) {
                    problems.add(place + "." + required.getAsString() + ": is missing");
                }
            });
        }
    }

    private void list(JsonObject shape, String place, JsonElement value, List<String> problems) {
        if (!value.isJsonArray()) {
            problems.add(place + ": is not a list");
            return;
        }
        bounds(shape, place, value.getAsJsonArray().size(), problems);
        value.getAsJsonArray().forEach(entry -> check(shape(shape.get("member")), place + "[]", entry, problems));
    }

    private static void string(JsonObject shape, String place, JsonElement value, List<String> problems) {
        if (!(value instanceof JsonPrimitive text && text.isString())) {
            problems.add(place + ": is not a string");
            return;
        }
        bounds(shape, place, text.getAsString().length(), problems);
        if (shape.has("pattern") && !Pattern.matches(shape.get("pattern").getAsString(), text.getAsString())) {
            problems.add(place + ": does not match the pattern");
        }
        if (shape.has("enum") && !shape.getAsJsonArray("enum").contains(text)) {
            problems.add(place + ": is not one of the values");
        }
    }

    private static void bounds(JsonObject shape, String place, double size, List<String> problems) {
        if (shape.has("min") && size < shape.get("min").getAsDouble()) {
            problems.add(place + ": is below the minimum");
        }
        if (shape.has("max") && size > shape.get("max").getAsDouble()) {
            problems.add(place + ": is above the maximum");
        }
    }

    private JsonObject shape(JsonElement name) {
        return model.getAsJsonObject("shapes").getAsJsonObject(name.getAsString());
    }

    private static void require(boolean holds, String place, String type, List<String> problems) {
        if (!holds) {
            problems.add(place + ": is not of the type " + type);
        }
    }
}
