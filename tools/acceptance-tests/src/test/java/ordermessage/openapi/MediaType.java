package ordermessage.openapi;

import java.util.Locale;

/** Media types as the headers of HTTP name them. */
final class MediaType {
    static final String JSON = "application/json";

    private MediaType() {}

    /** Returns the media type in a header Content-Type, without its parameters, in lower case. */
    static String of(String header) {
        return header.replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT);
    }
}
