package ordermessage.local.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * What the template says and the local stack does not do.
 *
 * @param logicalId the resource
 * @param what its type, or the properties of it
 */
public record Unsupported(String logicalId, String what) {
    /** One line for each different thing, with the resources that it concerns. */
    public static List<String> lines(List<Unsupported> all) {
        var resources = new LinkedHashMap<String, List<String>>();
        all.forEach(one ->
                resources.computeIfAbsent(one.what(), what -> new ArrayList<>()).add(one.logicalId()));
        return resources.entrySet().stream()
                .map(entry -> String.join(", ", entry.getValue()) + ": " + entry.getKey())
                .toList();
    }
}
