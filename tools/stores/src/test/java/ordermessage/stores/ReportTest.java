package ordermessage.stores;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReportTest {
    private final ByteArrayOutputStream text = new ByteArrayOutputStream();
    private final Report report = new Report(new PrintStream(text, true, StandardCharsets.UTF_8));

    @Test
    void findingsBeyondTheLimitAreCountedAndNotPrinted() {
        IntStream.rangeClosed(0, Report.MAX_LINES + 1)
                .forEach(number -> report.add(new Finding(FindingKind.NO_OBJECT, "key", "")));
        report.printCounts(Set.of(FindingKind.NO_OBJECT));

        assertThat(lines())
                .hasSize(Report.MAX_LINES + 2)
                .endsWith("Further findings are counted and not printed.", "no object         1002");
    }

    @Test
    void aKeyOfAForeignObjectCannotControlTheTerminalAndIsShortened() {
        report.add(new Finding(FindingKind.NOT_A_MESSAGE, "\u001b[2J" + "k".repeat(1_000), ""));

        assertThat(lines())
                .singleElement()
                .satisfies(line ->
                        assertThat(line).startsWith("not a message     ?[2Jkkk").hasSizeLessThan(100));
    }

    private Iterable<String> lines() {
        return text.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
