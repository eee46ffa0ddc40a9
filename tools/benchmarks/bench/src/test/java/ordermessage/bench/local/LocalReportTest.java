package ordermessage.bench.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import java.util.Map;
import ordermessage.bench.report.Goal;
import org.junit.jupiter.api.Test;

/** Tests the report of the local stack. */
class LocalReportTest {
    private final LocalReport report = new LocalReport();

    @Test
    void aFigureHasItsMedianAndTheLeastAndGreatestValue() {
        report.add(LocalFigure.GETS, 700);
        report.add(LocalFigure.GETS, 900);
        report.add(LocalFigure.GETS, 850);

        assertThat(report.text()).contains("| GET/s, 16 clients | 850 | 700–900 |");
    }

    @Test
    void aFigureWithoutAGoalIsNotCompared() {
        report.add(LocalFigure.STORED_WHILE_POSTING, 100);
        report.add(LocalFigure.GETS, 850);

        assertThat(report.goals()).extracting(Goal::text).containsExactly("GET/s, 16 clients");
    }

    @Test
    void theProcessorTimeIsThatOfOneMessage() {
        report.add(Work.STORE, new ProcessorTime(Map.of("runner", 3_000.0)), 1_000);
        report.add(Work.GET, new ProcessorTime(Map.of("runner", 500.0)), 1_000);

        assertThat(report.text()).contains("| runner |  | 3.00 |  | 0.50 |");
    }

    @Test
    void theProcessorTimeIsWhatWasUsedSinceTheEarlierReading() {
        var earlier = new ProcessorTime(Map.of("runner", 100.0));
        var later = new ProcessorTime(Map.of("runner", 150.0, "S3Proxy", 20.0));

        assertThat(later.since(earlier).milliseconds()).isEqualTo(Map.of("runner", 50.0, "S3Proxy", 20.0));
    }

    @Test
    void theProcessesOfAFunctionCountTogether() {
        var pid = ProcessHandle.current().pid();
        var state = JsonParser.parseString("""
                {"runner": {"pid": %1$d}, "engines": [{"name": "ElasticMQ", "pid": %1$d}],
                 "functions": [{"id": "Post", "processes": [{"pid": %1$d}, {"pid": %1$d}]}]}
                """.formatted(pid)).getAsJsonObject();

        var times = ProcessorTime.of(state).milliseconds();

        assertThat(times).containsOnlyKeys("client", "runner", "Post", "ElasticMQ");
        assertThat(times.get("Post")).isGreaterThan(1.5 * times.get("client"));
    }
}
