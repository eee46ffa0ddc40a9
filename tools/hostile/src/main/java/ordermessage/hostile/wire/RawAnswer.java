package ordermessage.hostile.wire;

import java.util.Map;

/**
 * An answer as its bytes came.
 *
 * @param headers the headers by their names in lower case
 */
public record RawAnswer(int status, Map<String, String> headers, String body) {
    public RawAnswer {
        headers = Map.copyOf(headers);
    }

    /** Returns everything that the client sees. */
    public String text() {
        return headers + body;
    }
}
