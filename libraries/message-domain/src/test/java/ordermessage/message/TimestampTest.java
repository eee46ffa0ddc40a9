package ordermessage.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The cases of JSON Schema's own test suite for {@code date-time}, and those where libraries go wrong. */
class TimestampTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2023-12-10T22:02:38Z",
                "1963-06-19T08:30:06.283185Z",
                "1963-06-19T08:30:06Z",
                "1937-01-01T12:00:27.87+00:20",
                "1990-12-31T15:59:50.123-08:00",
                "1998-12-31T23:59:60Z",
                "1998-12-31T15:59:60.123-08:00",
                "1998-12-31T23:58:60-00:01",
                "1963-06-19t08:30:06.283185z",
                "2024-02-29T00:00:00Z",
                "0000-01-01T00:00:00Z",
                "2023-12-10T22:02:38.1234567890123456789Z",
                "2023-12-10T22:02:38-00:00",
                "2023-12-10T22:02:38+23:59"
            })
    void aDateTimeOfRfc3339IsOne(String text) {
        assertThat(Timestamp.isDateTime(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "2023-12-10 22:02:38Z",
                "2023-12-10T22:02:38",
                "2023-12-10T22:02Z",
                "2023-12-10",
                "2023-12-10T22:02:38.Z",
                "2023-12-10T22:02:38,5Z",
                "2023-12-10T22:02:38+0100",
                "2023-12-10T22:02:38+01",
                "2023-12-10T22:02:38+24:00",
                "2023-12-10T22:02:38+01:60",
                "2023-12-10T24:00:00Z",
                "2023-12-10T23:60:00Z",
                "2023-12-10T22:02:61Z",
                "1998-12-31T23:58:60Z",
                "1998-12-31T22:59:60Z",
                "1998-12-31T23:59:60-01:00",
                "2023-02-29T00:00:00Z",
                "1990-02-31T15:59:59.123-08:00",
                "2023-13-01T00:00:00Z",
                "2023-00-01T00:00:00Z",
                "2023-01-00T00:00:00Z",
                "1990-12-31T15:59:59-24:00",
                "1963-06-19T08:30:06.28123+01:00Z",
                "06/19/1963 08:30:06 PST",
                "2013-350T01:01:01",
                "1963-6-19T08:30:06.283185Z",
                "1963-06-1T08:30:06.283185Z",
                "1963-06-1\u09eaT00:00:00Z",
                "1963-06-11T0\u09ea:00:00Z",
                " 2023-12-10T22:02:38Z",
                "2023-12-10T22:02:38Z\n",
                "+12023-12-10T22:02:38Z"
            })
    void anyOtherTextIsNotADateTime(String text) {
        assertThat(Timestamp.isDateTime(text)).isFalse();
        assertThat(Timestamp.instant(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "2023-12-10T22:02:38Z, 2023-12-10T22:02:38Z",
        "1963-06-19t08:30:06.283185z, 1963-06-19T08:30:06.283185Z",
        "1937-01-01T12:00:27.87+00:20, 1937-01-01T11:40:27.870Z",
        "1990-12-31T15:59:50.123-08:00, 1990-12-31T23:59:50.123Z",
        "2023-12-10T22:02:38.1234567890123456789Z, 2023-12-10T22:02:38.123456789Z",
        "1998-12-31T15:59:60.5-08:00, 1999-01-01T00:00:00.500Z",
        "2023-12-10T22:02:38-00:00, 2023-12-10T22:02:38Z",
        "0000-01-01T00:00:00+23:59, -0001-12-31T00:01:00Z"
    })
    void aDateTimeHasItsInstant(String text, String instant) {
        assertThat(Timestamp.instant(text)).contains(Instant.parse(instant));
    }
}
