package ordermessage.dashboard;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The columns of a query of CloudWatch Logs Insights. */
final class LogQuery {
    private static final Pattern STATISTICS = Pattern.compile("stats .* as (\\w+) by (.*)");

    private LogQuery() {}

    static List<String> columns(String query) {
        var columns = new ArrayList<String>();
        for (var command : query.split("\\|", -1)) {
            var statistics = STATISTICS.matcher(command.strip());
            if (statistics.matches()) {
                columns.addAll(names(statistics.group(2)));
                columns.add(statistics.group(1));
            } else if (command.strip().startsWith("fields ")) {
                columns.addAll(names(command.strip().substring("fields ".length())));
            }
        }
        return columns;
    }

    private static List<String> names(String list) {
        return Stream.of(list.split(",", -1)).map(String::strip).toList();
    }
}
