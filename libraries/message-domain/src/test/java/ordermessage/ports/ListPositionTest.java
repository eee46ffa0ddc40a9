package ordermessage.ports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import ordermessage.message.Uuid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListPositionTest {
    private static final Uuid FIRST = new Uuid("00000000-0000-4000-8000-000000000001");
    private static final Uuid SECOND = new Uuid("00000000-0000-4000-8000-000000000002");

    @Test
    void positionsAreInTheOrderOfTimeAndThenOfIds() {
        var positions = List.of(
                ListPosition.before(Instant.parse("2026-11-26T10:00:00Z")),
                ListPosition.of(Instant.parse("2026-11-26T10:00:00Z"), FIRST),
                ListPosition.of(Instant.parse("2026-11-26T10:00:00Z"), SECOND),
                ListPosition.before(Instant.parse("2026-11-26T10:00:00.000000001Z")),
                ListPosition.of(Instant.parse("2026-11-26T10:00:00.000000001Z"), FIRST),
                ListPosition.of(Instant.parse("2026-11-26T10:00:00.1Z"), FIRST),
                ListPosition.of(Instant.parse("2026-11-26T10:00:01Z"), FIRST));

        assertThat(positions).isSorted();
        assertThat(positions).extracting(ListPosition::text).isSorted();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1970-01-01T00:00:00Z", "2026-11-26T10:00:00.120Z", "9999-12-31T23:59:59.999999999Z"})
    void aPositionHasItsInstant(String text) {
        var instant = Instant.parse(text);

        assertThat(ListPosition.of(instant, FIRST).storedAt()).isEqualTo(instant);
        assertThat(ListPosition.before(instant).storedAt()).isEqualTo(instant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2026-11-26T10:00:00Z",
                "2026-11-26T10:00:00.000Z#00000000-0000-4000-8000-000000000001",
                "2026-11-26T10:00:00.000000000Z#",
                "2026-11-26T10:00:00.000000000Z#x",
                "2026-11-26T10:00:00.000000000Z#00000000-0000-4000-8000-00000000000A",
                "2026-11-26T10:00:00.000000000Z#00000000-0000-4000-8000-000000000001\n"
            })
    void anotherTextIsNotAPosition(String text) {
        assertThatThrownBy(() -> new ListPosition(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Not a position");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-28T05:24:00Z",
                "2026-11-28T05:24:55Z",
                "2026-11-28T05:24:55.100Z",
                "2026-11-28T05:24:55.000001Z",
                "2026-11-28T05:24:55.120300Z",
                "2026-11-28T05:24:55.000000001Z",
                "2026-11-28T05:24:55.123456789Z",
                "2000-01-01T00:00:00Z"
            })
    void theTextOfTheInstantIsThatOfTheInstant(String text) {
        var instant = Instant.parse(text);

        assertThat(ListPosition.of(instant, FIRST).storedAtText()).isEqualTo(instant.toString());
        assertThat(ListPosition.before(instant).storedAtText()).isEqualTo(instant.toString());
    }
}
