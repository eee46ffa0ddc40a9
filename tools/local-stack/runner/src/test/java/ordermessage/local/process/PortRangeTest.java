package ordermessage.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

    @Test
    void theRangesOfAnotherUserAreNotTaken(@TempDir Path folder) {
        for (var user : List.of("one", "DOMAIN\\another/user")) {
            var ranges = Stream.generate(() -> PortRange.reserve(FIRST, LAST, user, folder))
                    .limit(40)
                    .map(PortRange::next)
                    .toList();

            assertThat(ranges).doesNotHaveDuplicates();
        }
        assertThat(folder.toFile().list()).hasSize(80).contains("order-messages-ports-DOMAIN_another_user-0");
    }

    private static Set<Integer> ports(PortRange range) {
        return Stream.generate(range::next).limit(range.size()).collect(Collectors.toSet());
    }
}
