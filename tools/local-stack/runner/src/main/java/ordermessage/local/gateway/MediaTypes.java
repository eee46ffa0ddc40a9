package ordermessage.local.gateway;

import java.util.List;
import java.util.Locale;

/** The media types that an API treats as binary, such as {@code image/png} or {@code *}{@code /*}. */
record MediaTypes(List<String> patterns) {
    /** Returns whether a media type is one of them. Parameters are ignored; of a list, the first type counts. */
    boolean match(String mediaType) {
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
