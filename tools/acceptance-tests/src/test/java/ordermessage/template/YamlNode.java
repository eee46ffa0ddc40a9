package ordermessage.template;

import static java.util.stream.Collectors.toMap;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A node of a YAML document: a mapping, a list, a scalar, or nothing.
 *
 * @param path the path from the root, for failure messages
 * @param value a {@code Map}, a {@code List} or a scalar; null when the document has nothing at this path
 */
record YamlNode(String path, Object value) {

    /** Returns the node at these keys, from this node inwards. The node is absent when one of the keys is missing. */
    YamlNode at(String... keys) {
        var node = this;
        for (var key : keys) {
            var map = node.value instanceof Map<?, ?> m ? m : Map.of();
            node = new YamlNode(node.path + "/" + key, map.get(key));
        }
        return node;
    }

    boolean isAbsent() {
        return value == null;
    }

    /**
     * The value as text.
     *
     * @throws AssertionError when this node is absent
     */
    String text() {
        if (value == null) {
            throw new AssertionError("template.yaml has nothing at " + path);
        }
        return String.valueOf(value);
    }

    /**
     * The value as a whole number.
     *
     * @throws AssertionError when this node is absent
     * @throws NumberFormatException when the value is not a whole number
     */
    int number() {
        return Integer.parseInt(text());
    }

    /** Returns the items of a list. Any other value is one item, and an absent node has none. */
    List<YamlNode> items() {
        if (value == null) {
            return List.of();
        }
        var items = value instanceof List<?> list ? list : List.of(value);
        return items.stream().map(item -> new YamlNode(path + "[]", item)).toList();
    }

    /** Returns the items as texts. */
    List<String> texts() {
        return items().stream().map(YamlNode::text).toList();
    }

    /** Returns the entries of a mapping, in the order of the document. Any other node has none. */
    Map<String, YamlNode> entries() {
        var map = value instanceof Map<?, ?> m ? m : Map.of();
        return map.entrySet().stream()
                .collect(toMap(
                        entry -> String.valueOf(entry.getKey()),
                        entry -> new YamlNode(path + "/" + entry.getKey(), entry.getValue()),
                        (first, second) -> first,
                        LinkedHashMap::new));
    }
}
