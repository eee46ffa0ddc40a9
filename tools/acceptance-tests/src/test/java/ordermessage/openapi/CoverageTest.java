package ordermessage.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.TreeSet;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Tests that the other tests of this module have seen everything that docs/openapi.yaml describes. Isolated classes run after all
 * others, and the order of this class makes it the last of them. If Maven's property {@code test} chooses some of the tests, their
 * exchanges are validated, but not that they are complete.
 */
@Tag("processes")
@Isolated("It runs after all other test classes")
@Order(Integer.MAX_VALUE)
@DisabledIfSystemProperty(named = "test", matches = ".+", disabledReason = "Only some of the tests run")
class CoverageTest {

    @Test
    void everyDescribedStatusOfEveryOperationWasAnswered() {
        var described = new TreeSet<String>();
        ApiDescription.read()
                .operations()
                .forEach(operation -> operation.statuses().forEach(status -> described.add(operation + " " + status)));

        assertThat(ExchangeValidator.INSTANCE.seen()).isEqualTo(described);
    }

    @Test
    void everyExchangeWasAsDescribed() {
        assertThat(ExchangeValidator.INSTANCE.violations()).isEmpty();
    }
}
