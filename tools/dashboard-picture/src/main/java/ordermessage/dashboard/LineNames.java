package ordermessage.dashboard;

import java.util.List;
import ordermessage.local.provision.LocalNames;

/** Gives the lines of a graph different names, as CloudWatch does for metrics that differ only in their dimensions. */
final class LineNames {
    private LineNames() {}

    static List<Widget.Line> distinct(List<Widget.Line> lines) {
        return lines.stream()
                .map(line ->
                        line instanceof Widget.Measured measured && isTaken(measured, lines) ? renamed(measured) : line)
                .toList();
    }

    private static boolean isTaken(Widget.Measured line, List<Widget.Line> lines) {
        return line.visible()
                && lines.stream()
                                .filter(other -> other.visible() && other.name().equals(line.name()))
                                .count()
                        > 1;
    }

    private static Widget.Line renamed(Widget.Measured line) {
        var values = String.join(" ", line.metric().dimensions().values()).replace(LocalNames.STACK + "-", "");
        return new Widget.Measured(
                line.name() + " " + values, line.visible(), line.right(), line.id(), line.metric(), line.statistic());
    }
}
