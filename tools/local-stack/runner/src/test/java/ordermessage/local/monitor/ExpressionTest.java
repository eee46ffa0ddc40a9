package ordermessage.local.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionTest {
    private static final Map<String, Double> VALUES = Map.of("a", 2.0, "b", 30.0);

    /** Each row: an expression with a = 2 and b = 30, and its value. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a                              | 2",
                "1.5                            | 1.5",
                "a + b * 2                      | 62",
                "(a + b) * 2                    | 64",
                "b - a - 1                      | 27",
                "100 * a / b                    | 6.666666666666667",
                "b >= 30                        | 1",
                "b > 30                         | 0",
                "a <= 1                         | 0",
                "IF(b >= 20, 100 * a / b, 0)    | 6.666666666666667",
                "IF(b < 20, 1, 7)               | 7",
                "FILL(missing, 4) + FILL(a, 9)  | 6",
            })
    void anExpressionHasItsValue(String expression, double value) {
        assertThat(evaluate(expression)).hasValue(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"missing", "missing + 1", "IF(missing > 1, 2, 3)", "a / 0"})
    void anExpressionWithoutAMetricHasNoValue(String expression) {
        assertThat(evaluate(expression)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"RATE(a)", "a +", "a b", "(a", "IF(a, b)", "a % 2", "", ") + 1"})
    void anExpressionThatIsNotSupportedIsRefused(String expression) {
        assertThatThrownBy(() -> Expression.parse(expression))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("The expression '" + expression + "' is not supported on one machine: ");
    }

    @Test
    void operatorsOfOneLevelAreAppliedFromTheLeft() {
        assertThat(evaluate("b / a * 3")).hasValue(45);
    }

    private static OptionalDouble evaluate(String expression) {
        return Expression.evaluate(Expression.parse(expression), VALUES);
    }
}
