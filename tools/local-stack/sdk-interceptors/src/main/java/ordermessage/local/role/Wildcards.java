package ordermessage.local.role;

/** Compares a text with a pattern of IAM, in which {@code *} is any text and {@code ?} is any character. */
final class Wildcards {
    private Wildcards() {}

    static boolean matches(String pattern, String text) {
        var p = 0;
        var t = 0;
        // The position after the latest *. If the rest of the pattern does not match, the * matches one more character.
        var star = -1;
        var taken = 0;
        while (t < text.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                taken = t;
            } else if (p < pattern.length() && (pattern.charAt(p) == '?' || pattern.charAt(p) == text.charAt(t))) {
                p++;
                t++;
            } else if (star >= 0) {
                p = star + 1;
                t = ++taken;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }
}
