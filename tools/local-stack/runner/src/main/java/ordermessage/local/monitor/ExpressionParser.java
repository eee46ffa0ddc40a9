package ordermessage.local.monitor;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads an {@link Expression}. Multiplication comes before addition, and addition before comparison. */
final class ExpressionParser {
    private static final Pattern TOKEN =
            Pattern.compile("\\s*(\\d+(?:\\.\\d+)?|[A-Za-z]\\w*|>=|<=|==|[-+*/<>(),])\\s*");

    /** The operators by level, the weakest first. */
    private static final List<Set<String>> LEVELS =
            List.of(Set.of(">", ">=", "<", "<=", "=="), Set.of("+", "-"), Set.of("*", "/"));

    private final String text;
    private final Deque<String> tokens = new ArrayDeque<>();

    ExpressionParser(String text) {
        this.text = text;
        var matcher = TOKEN.matcher(text);
        var end = 0;
        while (end < text.length()) {
            if (!matcher.find(end) || matcher.start() != end) {
                throw unsupported(text.substring(end));
            }
            tokens.add(matcher.group(1));
            end = matcher.end();
        }
    }

    Expression parse() {
        var expression = operation(0);
        if (!tokens.isEmpty()) {
            throw unsupported(tokens.peek());
        }
        return expression;
    }

    private Expression operation(int level) {
        if (level == LEVELS.size()) {
            return operand();
        }
        var left = operation(level + 1);
        while (!tokens.isEmpty() && LEVELS.get(level).contains(tokens.peek())) {
            left = new Expression.Operation(tokens.poll(), left, operation(level + 1));
        }
        return left;
    }

    private Expression operand() {
        var token = next();
        if (token.equals("(")) {
            var inner = operation(0);
            expect(")");
            return inner;
        }
        if (Character.isDigit(token.charAt(0))) {
            return new Expression.Constant(Double.parseDouble(token));
        }
        return "(".equals(tokens.peek()) ? function(token) : reference(token);
    }

    private Expression reference(String token) {
        if (!Character.isLetter(token.charAt(0))) {
            throw unsupported(token);
        }
        return new Expression.Reference(token);
    }

    private Expression function(String name) {
        var arguments = arguments();
        return switch (name + " " + arguments.size()) {
            case "IF 3" -> new Expression.Choice(arguments.get(0), arguments.get(1), arguments.get(2));
            case "FILL 2" -> new Expression.Default(arguments.get(0), arguments.get(1));
            default -> throw unsupported(name);
        };
    }

    private List<Expression> arguments() {
        var arguments = new ArrayList<Expression>();
        expect("(");
        arguments.add(operation(0));
        while (",".equals(tokens.peek())) {
            tokens.poll();
            arguments.add(operation(0));
        }
        expect(")");
        return arguments;
    }

    private void expect(String wanted) {
        var token = next();
        if (!token.equals(wanted)) {
            throw unsupported(token);
        }
    }

    private String next() {
        if (tokens.isEmpty()) {
            throw unsupported("its end");
        }
        return tokens.poll();
    }

    private IllegalArgumentException unsupported(String part) {
        return new IllegalArgumentException(
                "The expression '%s' is not supported on one machine: %s".formatted(text, part));
    }
}
