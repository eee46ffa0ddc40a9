package ordermessage.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PortRangeTest {
    private static final int FIRST = 10_000;
    private static final int LAST = 32_000;

    @Test
    void twoRangesThatAreReservedAtTheSameTimeHaveNoPortInCommon() {
        var one = PortRange.reserve(FIRST, LAST);
        var other = PortRange.reserve(FIRST, LAST);

        assertThat(ports(one)).hasSize(one.size()).doesNotContainAnyElementsOf(ports(other));
    }

    @Test
    void allPortsOfARangeAreBetweenTheBounds() {
        assertThat(ports(PortRange.reserve(FIRST, LAST))).allMatch(port -> port >= FIRST && port < LAST);
    }

    private static Set<Integer> ports(PortRange range) {
        return Stream.generate(range::next).limit(range.size()).collect(Collectors.toSet());
    }
}
