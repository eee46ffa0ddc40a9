package ordermessage.local.template;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Determines the values of a template's parameters from the given values and the defaults, and validates them. */
final class Parameters {
    private Parameters() {}

    /**
     * Returns a string for each declared parameter, or a list of strings for a list parameter.
     *
     * @param given the values that replace the defaults
     * @throws TemplateException when a parameter has no value or an invalid one, or a given one is not declared
     */
    static Map<String, Object> resolve(Map<String, Map<?, ?>> declarations, Map<String, String> given) {
        for (var name : given.keySet()) {
            if (!declarations.containsKey(name)) {
                throw new TemplateException(
                        "Parameter " + name,
                        "the template has no parameter of this name, only " + declarations.keySet());
            }
        }
        var values = new LinkedHashMap<String, Object>();
        declarations.forEach((name, declaration) -> values.put(name, value(name, declaration, given)));
        return values;
    }

    private static Object value(String name, Map<?, ?> declaration, Map<String, String> given) {
        var text = Optional.ofNullable(given.get(name))
                .or(() -> Optional.ofNullable(declaration.get("Default")).map(String::valueOf))
                .orElseThrow(() -> new TemplateException("Parameter " + name, "has no default and no value is given"));
        var type = String.valueOf(declaration.get("Type"));
        if (type.startsWith("List<") || type.equals("CommaDelimitedList")) {
            // What the declaration demands, it demands of each element. An empty text is a list with one empty element.
            var elements = List.of(text.strip().split("\\s*,\\s*", -1));
            elements.forEach(element -> check(name, declaration, element));
            return elements;
        }
        check(name, declaration, text);
        return text;
    }

    private static void check(String name, Map<?, ?> declaration, String value) {
        if (declaration.get("AllowedValues") instanceof List<?> allowed
                && allowed.stream().map(String::valueOf).noneMatch(value::equals)) {
            throw invalid(name, value, "one of " + allowed);
        }
        if (declaration.get("AllowedPattern") instanceof String pattern && !value.matches(pattern)) {
            throw invalid(name, value, "a match of " + pattern);
        }
        var isNumber = "Number".equals(declaration.get("Type"));
        var size = isNumber ? number(name, value) : BigDecimal.valueOf(value.length());
        var unit = isNumber ? "Value" : "Length";
        if (bound(name, declaration, "Min" + unit)
                .filter(min -> size.compareTo(min) < 0)
                .isPresent()) {
            throw invalid(name, value, "at least " + declaration.get("Min" + unit));
        }
        if (bound(name, declaration, "Max" + unit)
                .filter(max -> size.compareTo(max) > 0)
                .isPresent()) {
            throw invalid(name, value, "at most " + declaration.get("Max" + unit));
        }
    }

    private static Optional<BigDecimal> bound(String name, Map<?, ?> declaration, String property) {
        return Optional.ofNullable(declaration.get(property)).map(bound -> number(name, bound));
    }

    private static BigDecimal number(String name, Object value) {
        try {
            return new BigDecimal(String.valueOf(value));
        } catch (NumberFormatException e) {
            throw invalid(name, String.valueOf(value), "a number");
        }
    }

    private static TemplateException invalid(String name, String value, String wanted) {
        return new TemplateException("Parameter " + name, "is '%s', not %s".formatted(value, wanted));
    }
}
