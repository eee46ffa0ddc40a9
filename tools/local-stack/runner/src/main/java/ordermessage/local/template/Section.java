package ordermessage.local.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A part of the template that is read property by property. It remembers what was read: the rest is what the local
 * stack does not honour.
 */
final class Section {
    private final String place;
    private final Map<?, ?> properties;
    private final Intrinsics intrinsics;
    private final Set<String> known = new LinkedHashSet<>();
    private final Map<String, Section> parts = new LinkedHashMap<>();

    Section(String place, Object properties, Intrinsics intrinsics) {
        this.place = place;
        this.intrinsics = intrinsics;
        this.properties = map(unwrap(properties));
    }

    /** Where this is in the template, such as {@code Queue.RedrivePolicy}. */
    String place() {
        return place;
    }

    Optional<String> text(String property) {
        return value(property).map(String::valueOf);
    }

    String required(String property) {
        return text(property).orElseThrow(() -> error(property, "is missing"));
    }

    Optional<Integer> integer(String property) {
        return text(property).map(text -> {
            try {
                return Integer.parseInt(text);
            } catch (NumberFormatException malformed) {
                throw error(property, "is '" + text + "', not a whole number");
            }
        });
    }

    List<String> texts(String property) {
        return switch (value(property).orElse(List.of())) {
            case List<?> list -> list.stream().map(String::valueOf).toList();
            case Object single -> List.of(String.valueOf(single));
        };
    }

    /** All of a map of names and texts. */
    Map<String, String> entries() {
        var entries = new LinkedHashMap<String, String>();
        names().forEach(name -> text(name).ifPresent(text -> entries.put(name, text)));
        return entries;
    }

    Set<String> names() {
        var names = new LinkedHashSet<String>();
        properties.keySet().forEach(name -> names.add(String.valueOf(name)));
        return names;
    }

    /** A value that does not count as read. */
    Optional<String> peek(String property) {
        return evaluate(property).map(String::valueOf);
    }

    /** A part; empty when the property is absent. */
    Section part(String property) {
        return parts.computeIfAbsent(
                property, name -> new Section(place + "." + name, properties.get(name), intrinsics));
    }

    boolean has(String property) {
        return !Intrinsics.isAbsent(unwrap(properties.get(property)));
    }

    /** The parts in a list of them. */
    List<Section> parts(String property) {
        known.add(property);
        if (!has(property)) {
            return List.of();
        }
        if (!(unwrap(properties.get(property)) instanceof List<?> list)) {
            throw error(property, "is not a list");
        }
        return list.stream()
                .map(part -> new Section(place + "." + property, part, intrinsics))
                .toList();
    }

    /** These properties mean nothing on one machine. */
    void ignore(String... names) {
        known.addAll(List.of(names));
    }

    /** The properties that nobody has read. */
    List<String> unread() {
        var unread = new ArrayList<String>();
        for (var name : names()) {
            if (parts.containsKey(name)) {
                parts.get(name).unread().forEach(inner -> unread.add(name + "." + inner));
            } else if (!known.contains(name) && has(name)) {
                unread.add(name);
            }
        }
        return unread;
    }

    TemplateException error(String property, String problem) {
        return new TemplateException(place + "." + property, problem);
    }

    private Optional<Object> value(String property) {
        known.add(property);
        return evaluate(property);
    }

    private Optional<Object> evaluate(String property) {
        try {
            return Optional.of(intrinsics.evaluate(properties.get(property)))
                    .filter(value -> !Intrinsics.isAbsent(value));
        } catch (TemplateException nested) {
            throw error(property, nested.getMessage());
        }
    }

    /** Evaluates no more than the node itself: what nobody reads need not have a value here. */
    private Object unwrap(Object node) {
        if (node == null) {
            return Intrinsics.NO_VALUE;
        }
        try {
            return Intrinsics.isCall(node) ? intrinsics.evaluate(node) : node;
        } catch (TemplateException nested) {
            throw new TemplateException(place, nested.getMessage());
        }
    }

    private Map<?, ?> map(Object node) {
        if (Intrinsics.isAbsent(node)) {
            return Map.of();
        }
        if (node instanceof Map<?, ?> map) {
            return map;
        }
        throw new TemplateException(place, "is not a mapping");
    }
}
