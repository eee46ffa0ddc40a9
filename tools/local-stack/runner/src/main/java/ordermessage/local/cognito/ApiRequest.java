package ordermessage.local.cognito;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the members of a request to Cognito's API. A member of another type is an error for the caller. */
final class ApiRequest {
    private final JsonObject members;

    ApiRequest(JsonObject members) {
        this.members = members;
    }

    String required(String name) throws ApiException {
        return text(name).orElseThrow(() -> ApiException.invalid(name + " is missing"));
    }

    /** Returns a required text that must match a pattern of the service model. */
    String matching(String name, String pattern, int maximumLength) throws ApiException {
        var text = required(name);
        if (text.length() > maximumLength || !text.matches(pattern)) {
            throw ApiException.invalid(
                    name + " must match " + pattern + " and have at most " + maximumLength + " characters");
        }
        return text;
    }

    Optional<String> text(String name) throws ApiException {
        return text(name, members.get(name));
    }

    boolean flag(String name) throws ApiException {
        return switch (members.get(name)) {
            case JsonPrimitive value when value.isBoolean() -> value.getAsBoolean();
            case null -> false;
            default -> throw ApiException.invalid(name + " is not a boolean");
        };
    }

    int number(String name, int defaultValue, int minimum, int maximum) throws ApiException {
        var value = members.get(name);
        if (value == null) {
            return defaultValue;
        }
        if (value instanceof JsonPrimitive number
                && number.isNumber()
                && number.getAsDouble() >= minimum
                && number.getAsDouble() <= maximum) {
            return number.getAsInt();
        }
        throw ApiException.invalid("%s is not a number from %d to %d".formatted(name, minimum, maximum));
    }

    List<String> texts(String name) throws ApiException {
        var texts = new ArrayList<String>();
        for (var element : array(name)) {
            texts.add(text(name, element).orElseThrow(() -> ApiException.invalid(name + " has no text")));
        }
        return texts;
    }

    List<ApiRequest> parts(String name) throws ApiException {
        var parts = new ArrayList<ApiRequest>();
        for (var element : array(name)) {
            parts.add(new ApiRequest(object(name, element)));
        }
        return parts;
    }

    ApiRequest part(String name) throws ApiException {
        var value = members.get(name);
        return new ApiRequest(value == null ? new JsonObject() : object(name, value));
    }

    /** Returns a copy of the request without some members. */
    JsonObject without(String... names) {
        var copy = members.deepCopy();
        for (var name : names) {
            copy.remove(name);
        }
        return copy;
    }

    private JsonArray array(String name) throws ApiException {
        return switch (members.get(name)) {
            case JsonArray array -> array;
            case null -> new JsonArray();
            default -> throw ApiException.invalid(name + " is not a list");
        };
    }

    private static JsonObject object(String name, JsonElement element) throws ApiException {
        if (element instanceof JsonObject object) {
            return object;
        }
        throw ApiException.invalid(name + " is not a structure");
    }

    private static Optional<String> text(String name, JsonElement element) throws ApiException {
        return switch (element) {
            case JsonPrimitive value when value.isString() -> Optional.of(value.getAsString());
            case null -> Optional.empty();
            default -> throw ApiException.invalid(name + " is not a text");
        };
    }
}
