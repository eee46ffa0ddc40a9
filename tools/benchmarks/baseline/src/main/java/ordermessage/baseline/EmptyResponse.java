package ordermessage.baseline;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** The response of every baseline handler: an empty JSON object. */
final class EmptyResponse {
    private static final byte[] EMPTY_OBJECT = {'{', '}'};

    private EmptyResponse() {}

    /** Reads the rest of the event, so that every handler receives the whole event, and writes the response. */
    static void write(InputStream event, OutputStream response) throws IOException {
        event.transferTo(OutputStream.nullOutputStream());
        response.write(EMPTY_OBJECT);
    }
}
