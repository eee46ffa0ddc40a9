package ordermessage.stores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PacedWorkTest {
    private static final List<Integer> ITEMS = IntStream.range(0, 51).boxed().toList();

    private final ConcurrentLinkedQueue<Integer> done = new ConcurrentLinkedQueue<>();

    @Test
    void allWorkIsDoneWhenTheCallReturns() {
        new PacedWork(10_000).forEach(ITEMS, done::add);

        assertThat(done).containsExactlyInAnyOrderElementsOf(ITEMS);
    }

    @Test
    void theNumberOfItemsPerSecondIsLimitedAcrossCalls() {
        var pace = new PacedWork(100);
        var begin = System.nanoTime();

        pace.forEach(ITEMS.subList(0, 25), done::add);
        pace.forEach(ITEMS.subList(25, 51), done::add);

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThanOrEqualTo(Duration.ofMillis(500));
    }

    @Test
    void aFailureIsThrownAndNoFurtherWorkIsStarted() {
        var pace = new PacedWork(100);

        assertThatThrownBy(() -> pace.forEach(ITEMS, item -> {
                    if (item == 3) {
                        throw new IllegalArgumentException("broken");
                    }
                    done.add(item);
                }))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("broken");

        assertThat(done).hasSizeLessThan(40);
    }

    @Test
    void anErrorIsNotLost() {
        assertThatThrownBy(() -> new PacedWork(100).forEach(ITEMS.subList(0, 1), item -> {
                    throw new AssertionError("broken");
                }))
                .hasRootCauseMessage("broken");
    }
}
