package ordermessage.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Tests percentiles of measured durations. */
class LatencySamplesTest {
    @Test
    void aPercentileIsTheNearestRank() {
        var samples = new LatencySamples(new long[] {5_000_000, 1_000_000, 3_000_000, 2_000_000});

        assertThat(samples.percentile(0.5)).isEqualTo(2);
        assertThat(samples.percentile(0.99)).isEqualTo(5);
    }
}
