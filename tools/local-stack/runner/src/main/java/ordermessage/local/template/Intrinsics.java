package ordermessage.local.template;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Evaluates CloudFormation's intrinsic functions, in their long form, for one set of parameters. */
final class Intrinsics {
    /** The value of {@code !Ref AWS::NoValue}: a property with it counts as absent. */
    static final Object NO_VALUE = new Object();

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(!?)([^}]*)}");

    private final Symbols symbols;
    private final Map<?, ?> conditions;
    private final Map<?, ?> mappings;

    Intrinsics(Symbols symbols, Map<?, ?> conditions, Map<?, ?> mappings) {
        this.symbols = symbols;
        this.conditions = conditions;
        this.mappings = mappings;
    }

    static boolean isCall(Object node) {
        return node instanceof Map<?, ?> map
                && map.size() == 1
                && map.keySet().iterator().next() instanceof String name
                && (name.startsWith("Fn::") || name.equals("Ref") || name.equals("Condition"));
    }

    static boolean isAbsent(Object value) {
        return value == NO_VALUE;
    }

    /** Returns the value of a node, with all nodes in it evaluated. */
    Object evaluate(Object node) {
        return switch (node) {
            case Map<?, ?> call
            when isCall(call) -> call(call.entrySet().iterator().next());
            case Map<?, ?> map -> evaluateEntries(map);
            case List<?> list ->
                list.stream()
                        .map(this::evaluate)
                        .filter(value -> !isAbsent(value))
                        .toList();
            case null -> NO_VALUE;
            default -> node;
        };
    }

    /** Returns whether a condition of the template is true. */
    boolean holds(String condition) {
        if (!conditions.containsKey(condition)) {
            throw new TemplateException("Condition " + condition, "the template has no condition of this name");
        }
        return bool(conditions.get(condition));
    }

    private Map<String, Object> evaluateEntries(Map<?, ?> map) {
        var values = new LinkedHashMap<String, Object>();
        map.forEach((key, node) -> {
            var value = evaluate(node);
            if (!isAbsent(value)) {
                values.put(String.valueOf(key), value);
            }
        });
        return values;
    }

    private Object call(Map.Entry<?, ?> call) {
        var argument = call.getValue();
        return switch ((String) call.getKey()) {
            case "Ref" -> symbols.ref(text(argument));
            case "Fn::GetAtt" -> symbols.attribute(path(argument));
            case "Fn::Sub" -> substitute(argument);
            case "Fn::If" -> evaluate(list(argument, 3).get(holds(text(first(argument))) ? 1 : 2));
            case "Fn::Equals" ->
                text(list(argument, 2).get(0)).equals(text(list(argument, 2).get(1)));
            case "Fn::And" -> list(argument).stream().allMatch(this::bool);
            case "Fn::Or" -> list(argument).stream().anyMatch(this::bool);
            case "Fn::Not" -> !bool(first(argument));
            case "Condition" -> holds(text(argument));
            case "Fn::Join" ->
                symbols.withLocalUrls(
                        texts(list(argument, 2).get(1)).collect(Collectors.joining(text(first(argument)))));
            case "Fn::Split" -> List.of(text(list(argument, 2).get(1)).split(Pattern.quote(text(first(argument))), -1));
            case "Fn::Select" -> select(list(argument, 2));
            case "Fn::FindInMap" -> find(list(argument, 3));
            case "Fn::Base64" ->
                Base64.getEncoder().encodeToString(text(argument).getBytes(StandardCharsets.UTF_8));
            case String name -> throw new TemplateException(name, "is not supported on one machine");
        };
    }

    /** Returns the path of a {@code !GetAtt}, whose argument is a string or a list. */
    private String path(Object argument) {
        return argument instanceof List<?> ? texts(argument).collect(Collectors.joining(".")) : text(argument);
    }

    private String substitute(Object argument) {
        var template = text(argument instanceof List<?> ? first(argument) : argument);
        var variables = argument instanceof List<?> list && list.size() == 2 && list.get(1) instanceof Map<?, ?> map
                ? evaluateEntries(map)
                : Map.<String, Object>of();
        return symbols.withLocalUrls(PLACEHOLDER
                .matcher(template)
                .replaceAll(match -> Matcher.quoteReplacement(placeholder(match.group(1), match.group(2), variables))));
    }

    private String placeholder(String escape, String name, Map<String, Object> variables) {
        if (!escape.isEmpty()) {
            return "${" + name + "}";
        }
        if (variables.containsKey(name)) {
            return text(variables.get(name));
        }
        return name.contains(".") ? symbols.attribute(name) : text(symbols.ref(name));
    }

    private Object select(List<?> argument) {
        var choices = new ArrayList<>(texts(argument.get(1)).toList());
        var index = Integer.parseInt(text(argument.get(0)));
        if (index < 0 || index >= choices.size()) {
            throw new TemplateException("!Select", "no element " + index + " in " + choices);
        }
        return choices.get(index);
    }

    private Object find(List<?> keys) {
        Object found = mappings;
        for (var key : keys) {
            found = found instanceof Map<?, ?> map ? map.get(text(key)) : null;
        }
        if (found == null) {
            throw new TemplateException("!FindInMap", "no value at " + keys);
        }
        return found;
    }

    private boolean bool(Object node) {
        return Boolean.parseBoolean(text(node));
    }

    private String text(Object node) {
        return switch (evaluate(node)) {
            case Map<?, ?> map -> throw new TemplateException(map.toString(), "is not a text");
            case List<?> list -> throw new TemplateException(list.toString(), "is not a text");
            case Object value -> value.toString();
        };
    }

    private Stream<String> texts(Object node) {
        return list(evaluate(node)).stream().map(this::text);
    }

    private static Object first(Object argument) {
        return list(argument).getFirst();
    }

    private static List<?> list(Object node, int size) {
        if (list(node).size() != size) {
            throw new TemplateException(node.toString(), "does not have " + size + " elements");
        }
        return list(node);
    }

    private static List<?> list(Object node) {
        if (node instanceof List<?> list && !list.isEmpty()) {
            return list;
        }
        throw new TemplateException(String.valueOf(node), "is not a list");
    }
}
