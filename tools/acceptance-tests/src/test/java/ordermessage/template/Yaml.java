package ordermessage.template;

import static java.util.stream.Collectors.toMap;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A place in a YAML document, with what stands there: a map, a list, a scalar, or nothing.
 *
 * @param path where it is, for messages
 * @param value what is there; null for nothing
 */
record Yaml(String path, Object value) {

    /** What stands further in; nothing where a step is missing. */
    Yaml at(String... keys) {
        var place = this;
        for (var key : keys) {
            var map = place.value instanceof Map<?, ?> m ? m : Map.of();
            place = new Yaml(place.path + "/" + key, map.get(key));
        }
        return place;
    }

    boolean isAbsent() {
        return value == null;
    }

    String text() {
        return String.valueOf(orFail());
    }

    int number() {
        return Integer.parseInt(text());
    }

    /** The items of a list, or the one value that stands for a list of one. */
    List<Yaml> items() {
        var items = value instanceof List<?> list
                ? list
                : Optional.ofNullable(value).map(List::of).orElse(List.of());
        return items.stream().map(item -> new Yaml(path + "[]", item)).toList();
    }

    List<String> texts() {
        return items().stream().map(Yaml::text).toList();
    }

    Map<String, Yaml> entries() {
        var map = value instanceof Map<?, ?> m ? m : Map.of();
        return map.entrySet().stream()
                .collect(toMap(
                        entry -> String.valueOf(entry.getKey()),
                        entry -> new Yaml(path + "/" + entry.getKey(), entry.getValue()),
                        (first, second) -> first,
                        LinkedHashMap::new));
    }

    private Object orFail() {
        if (value == null) {
            throw new AssertionError("template.yaml has nothing at " + path);
        }
        return value;
    }
}
