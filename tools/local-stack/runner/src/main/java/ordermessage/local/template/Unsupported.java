package ordermessage.local.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * A part of the template that the local stack does not support.
 *
 * @param logicalId the resource's logical id, or the path of an output
 * @param what the resource's type if it is not supported at all; otherwise the unsupported properties, or
 *     the reason why an output has no value
 */
public record Unsupported(String logicalId, String what) {
    /** Returns one line for each unsupported type or list of properties, with all its resources. */
    public static List<String> lines(List<Unsupported> all) {
        var resources = new LinkedHashMap<String, List<String>>();
        all.forEach(one ->
                resources.computeIfAbsent(one.what(), what -> new ArrayList<>()).add(one.logicalId()));
        return resources.entrySet().stream()
                .map(entry -> String.join(", ", entry.getValue()) + ": " + entry.getKey())
                .toList();
    }
}
