package ordermessage.local.console;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** The outcomes of the messages of each company, by function. */
final class Companies {
    private static final int MAX_COMPANIES = 50;
    private static final int MAX_OUTCOMES = 50;

    private final Map<String, Map<String, Long>> companies = new LinkedHashMap<>();

    synchronized void add(LogLine line) {
        line.string(LogLine.COMPANY_ID)
                .ifPresent(company -> line.string(LogLine.OUTCOME)
                        .ifPresent(outcome -> add(company, line.function() + " " + outcome)));
    }

    private void add(String company, String outcome) {
        if (companies.containsKey(company) || companies.size() < MAX_COMPANIES) {
            var outcomes = companies.computeIfAbsent(company, added -> new TreeMap<>());
            if (outcomes.containsKey(outcome) || outcomes.size() < MAX_OUTCOMES) {
                outcomes.merge(outcome, 1L, Long::sum);
            }
        }
    }

    synchronized JsonArray json() {
        var all = new JsonArray();
        companies.forEach((company, outcomes) -> {
            var json = new JsonObject();
            json.addProperty("id", company);
            var counts = new JsonObject();
            outcomes.forEach(counts::addProperty);
            json.add("outcomes", counts);
            all.add(json);
        });
        return all;
    }
}
