package ordermessage.local.gateway;

import java.util.List;
import java.util.Locale;

/** The media types that an API takes for binary, such as {@code image/png} or {@code *}{@code /*}. */
record MediaTypes(List<String> patterns) {
    /** Whether a type, perhaps with parameters or a list of which the first counts, is one of them. */
    boolean cover(String mediaType) {
        var type = mediaType.split("[;,]", 2)[0].strip().toLowerCase(Locale.ROOT);
        return patterns.stream().anyMatch(pattern -> matches(pattern.toLowerCase(Locale.ROOT), type));
    }

    private static boolean matches(String pattern, String type) {
        if (pattern.equals("*/*") || pattern.equals(type)) {
            return true;
        }
        return pattern.endsWith("/*") && type.startsWith(pattern.substring(0, pattern.length() - 1));
    }
}
