package ordermessage.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ApiTest {
    private final List<String> issued = new ArrayList<>();
    private Instant now = Instant.parse("2026-11-20T10:00:00Z");

    private final Api api = new Api(
            URI.create("http://127.0.0.1:9"),
            company -> {
                issued.add(company);
                return "token";
            },
            Duration.ofSeconds(1),
            (request, body, response) -> {},
            () -> now);

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void aCompanyHasTheSameClientForHalfAnHour() {
        var client = api.as("one");

        now = now.plus(Duration.ofMinutes(29));

        assertThat(api.as("one")).isSameAs(client);
        assertThat(api.as("two")).isNotSameAs(client);
        assertThat(issued).containsExactly("one", "two");
    }

    @Test
    void aCompanyGetsANewTokenBeforeTheOldOneIsInvalid() {
        var client = api.as("one");

        now = now.plus(Duration.ofMinutes(30));

        assertThat(api.as("one")).isNotSameAs(client);
        assertThat(issued).containsExactly("one", "one");
    }
}
