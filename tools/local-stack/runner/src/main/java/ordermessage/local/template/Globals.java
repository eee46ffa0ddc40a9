package ordermessage.local.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** SAM's {@code Globals}: default properties for all resources of a type. */
final class Globals {
    private Globals() {}

    /**
     * Merges a resource's own properties into the global ones: maps are merged, lists are joined, and any other own
     * value replaces the global one.
     */
    static Object merge(Object global, Object own) {
        if (own == null) {
            return global;
        }
        if (Intrinsics.isCall(own) || Intrinsics.isCall(global)) {
            return own;
        }
        if (global instanceof Map<?, ?> defaults && own instanceof Map<?, ?> overrides) {
            var merged = new LinkedHashMap<Object, Object>(defaults);
            overrides.forEach((name, value) -> merged.put(name, merge(defaults.get(name), value)));
            return merged;
        }
        if (global instanceof List<?> first && own instanceof List<?> second) {
            var joined = new ArrayList<Object>(first);
            joined.addAll(second);
            return joined;
        }
        return own;
    }
}
