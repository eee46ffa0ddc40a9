package ordermessage.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Tests percentiles of measured durations, and what Lambda charges for them. */
class LatencySamplesTest {
    @Test
    void eachStartedMillisecondOfACallIsBilled() {
        assertThat(new LatencySamples(new long[] {2_100_000, 3_000_000}).billedMean())
                .isEqualTo(3);
    }

    @Test
    void aPercentileIsTheNearestRank() {
        var samples = new LatencySamples(new long[] {5_000_000, 1_000_000, 3_000_000, 2_000_000});

        assertThat(samples.percentile(0.5)).isEqualTo(2);
        assertThat(samples.percentile(0.99)).isEqualTo(5);
    }
}
