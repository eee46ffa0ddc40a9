package ordermessage.local.monitor;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SequencedSet;

/**
 * An expression of CloudWatch's metric math. Without a value for a metric in it, an expression has no value, except that
 * {@code FILL} replaces it.
 */
public sealed interface Expression {
    /** A constant. */
    record Constant(double value) implements Expression {}

    /** The value of a metric. */
    record Reference(String id) implements Expression {}

    /**
     * Two values and an operator.
     *
     * @param operator {@code + - * / > >= < <= ==}; a comparison is 1 or 0
     */
    record Operation(String operator, Expression left, Expression right) implements Expression {}

    /** {@code IF}: the second value if the condition is not 0, and otherwise the third. */
    record Choice(Expression condition, Expression then, Expression otherwise) implements Expression {}

    /** {@code FILL}: the first value, or the second when there is no first. */
    record Default(Expression value, Expression replacement) implements Expression {}

    /**
     * Reads an expression.
     *
     * @throws IllegalArgumentException when it is malformed, or has a function that is not supported
     */
    static Expression parse(String text) {
        return new ExpressionParser(text).parse();
    }

    /** Returns the ids of the metrics in an expression, in their order. The caller may change the set. */
    static SequencedSet<String> ids(Expression expression) {
        var ids = new LinkedHashSet<String>();
        switch (expression) {
            case Constant _ -> {}
            case Reference(var id) -> ids.add(id);
            case Operation(var _, var left, var right) -> {
                ids.addAll(ids(left));
                ids.addAll(ids(right));
            }
            case Choice(var condition, var then, var otherwise) -> {
                ids.addAll(ids(condition));
                ids.addAll(ids(then));
                ids.addAll(ids(otherwise));
            }
            case Default(var value, var replacement) -> {
                ids.addAll(ids(value));
                ids.addAll(ids(replacement));
            }
        }
        return ids;
    }

    /**
     * Evaluates an expression.
     *
     * @param values the values of the metrics that have one
     */
    static OptionalDouble evaluate(Expression expression, Map<String, Double> values) {
        return switch (expression) {
            case Constant constant -> OptionalDouble.of(constant.value());
            case Reference reference ->
                values.containsKey(reference.id())
                        ? OptionalDouble.of(values.get(reference.id()))
                        : OptionalDouble.empty();
            case Operation(var operator, var left, var right) -> {
                var a = evaluate(left, values);
                var b = evaluate(right, values);
                yield a.isPresent() && b.isPresent()
                        ? calculate(operator, a.getAsDouble(), b.getAsDouble())
                        : OptionalDouble.empty();
            }
            case Choice(var condition, var then, var otherwise) -> {
                var decided = evaluate(condition, values);
                yield decided.isEmpty() ? decided : evaluate(decided.getAsDouble() == 0 ? otherwise : then, values);
            }
            case Default(var value, var replacement) -> {
                var found = evaluate(value, values);
                yield found.isPresent() ? found : evaluate(replacement, values);
            }
        };
    }

    private static OptionalDouble calculate(String operator, double a, double b) {
        var result = switch (operator) {
            case "+" -> a + b;
            case "-" -> a - b;
            case "*" -> a * b;
            case "/" -> a / b;
            case ">" -> a > b ? 1 : 0;
            case ">=" -> a >= b ? 1 : 0;
            case "<" -> a < b ? 1 : 0;
            case "<=" -> a <= b ? 1 : 0;
            default -> a == b ? 1 : 0;
        };
        return Double.isFinite(result) ? OptionalDouble.of(result) : OptionalDouble.empty();
    }
}
