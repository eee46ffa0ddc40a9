package ordermessage.post;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Recognizes JSON in UTF-8 by the header {@code Content-Type} (RFC 9110, section 8.3): {@code application/json} or a {@code
 * +json} type, with any parameters. If there is a {@code charset}, it must be UTF-8.
 */
final class MediaType {
    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
    private static final Pattern JSON =
            Pattern.compile("application/(?:" + TOKEN + "\\+)?json(?=[ \\t]*(?:;|$))", Pattern.CASE_INSENSITIVE);

    /** One parameter, or none: RFC 9110 allows semicolons without a parameter. */
    private static final Pattern PARAMETER = Pattern.compile("[ \\t]*;[ \\t]*(?:(?<name>" + TOKEN + ")=(?<value>"
            + TOKEN + "|\"[^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+\"))?[ \\t]*");

    /** Some clients write apostrophes for quotation marks. Apostrophes are ordinary characters of a token. */
    private static final Pattern UTF_8 = Pattern.compile("([\"']?)utf-?8\\1", Pattern.CASE_INSENSITIVE);

    private MediaType() {}

    /**
     * Returns whether a request's body is JSON in UTF-8 by its header.
     *
     * @param contentType the value of the header; null or blank if there is none. Several values, separated by commas, are
     *     not valid.
     */
    static boolean isJson(String contentType) {
        return contentType == null || contentType.isBlank() || isJsonType(contentType.strip());
    }

    private static boolean isJsonType(String value) {
        var type = JSON.matcher(value);
        return type.lookingAt() && areParametersOfUtf8(value.substring(type.end()));
    }

    private static boolean areParametersOfUtf8(String parameters) {
        var parameter = PARAMETER.matcher(parameters);
        var end = 0;
        while (end < parameters.length()) {
            if (!parameter.region(end, parameters.length()).lookingAt() || isOtherCharset(parameter)) {
                return false;
            }
            end = parameter.end();
        }
        return true;
    }

    private static boolean isOtherCharset(MatchResult parameter) {
        return "charset".equalsIgnoreCase(parameter.group("name"))
                && !UTF_8.matcher(parameter.group("value")).matches();
    }
}
