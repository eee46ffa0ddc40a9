package ordermessage.local.process;

import java.io.IOException;
import java.io.Reader;

/** Reads lines of text. A line that is too long is returned in pieces, so that it does not fill the memory. */
final class BoundedLines implements AutoCloseable {
    /** The longest piece in characters: 256 Ki, as an event of CloudWatch Logs has at most 256 KiB. */
    static final int MAX_LENGTH = 256 * 1024;

    private final Reader reader;

    BoundedLines(Reader reader) {
        this.reader = reader;
    }

    /** Returns the next line, or the next piece of a line that is too long; null at the end. */
    String next() throws IOException {
        var line = new StringBuilder();
        var character = reader.read();
        if (character < 0) {
            return null;
        }
        while (character >= 0 && character != '\n') {
            line.append((char) character);
            if (line.length() == MAX_LENGTH) {
                break;
            }
            character = reader.read();
        }
        var length = line.length();
        return length > 0 && line.charAt(length - 1) == '\r' ? line.substring(0, length - 1) : line.toString();
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
