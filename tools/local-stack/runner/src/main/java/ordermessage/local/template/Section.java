package ordermessage.local.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A section of the template that is read property by property. It records which properties were read: the local stack
 * does not support the others.
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

    /** Returns the path of this section in the template, such as {@code Queue.RedrivePolicy}. */
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
            } catch (NumberFormatException e) {
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

    /** Returns all properties as texts. */
    Map<String, String> entries() {
        var entries = new LinkedHashMap<String, String>();
        names().forEach(name -> text(name).ifPresent(text -> entries.put(name, text)));
        return entries;
    }

    /** Returns the names of all properties. */
    Set<String> names() {
        var names = new LinkedHashSet<String>();
        properties.keySet().forEach(name -> names.add(String.valueOf(name)));
        return names;
    }

    /** Returns the value of a property; the property does not count as read. */
    Optional<String> peek(String property) {
        return evaluate(property).map(String::valueOf);
    }

    /** Returns the section of a property; an empty section when the property is absent. */
    Section part(String property) {
        return parts.computeIfAbsent(
                property, name -> new Section(place + "." + name, properties.get(name), intrinsics));
    }

    boolean has(String property) {
        return !Intrinsics.isAbsent(unwrap(properties.get(property)));
    }

    /** Returns the sections of a property that is a list of maps. */
    List<Section> parts(String property) {
        known.add(property);
        if (!has(property)) {
            return List.of();
        }
        if (!(unwrap(properties.get(property)) instanceof List<?> list)) {
            throw error(property, "is not a list");
        }
        return list.stream()
                .map(this::unwrap)
                .filter(part -> !Intrinsics.isAbsent(part))
                .map(part -> new Section(place + "." + property, part, intrinsics))
                .toList();
    }

    /** Marks properties as read that have no effect on one machine. */
    void ignore(String... names) {
        known.addAll(List.of(names));
    }

    /** Returns the names of the properties that were not read. */
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
        } catch (TemplateException e) {
            throw error(property, e.getMessage());
        }
    }

    /** Evaluates only the node itself, not the nodes in it: nodes that are not read need not have a value here. */
    private Object unwrap(Object node) {
        if (node == null) {
            return Intrinsics.NO_VALUE;
        }
        try {
            return Intrinsics.isCall(node) ? intrinsics.evaluate(node) : node;
        } catch (TemplateException e) {
            throw new TemplateException(place, e.getMessage());
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
