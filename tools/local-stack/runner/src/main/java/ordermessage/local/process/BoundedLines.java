package ordermessage.local.process;

import java.io.IOException;
import java.io.Reader;

/** Reads lines of text. A line that is too long is returned in pieces, so that it does not fill the memory. */
final class BoundedLines implements AutoCloseable {
    /** The longest piece in characters: 256 Ki, as an event of CloudWatch Logs has at most 256 KiB. */
    static final int MAX_LENGTH = 256 * 1024;

    private final Reader reader;
    private final char[] buffer = new char[8 * 1024];
    private int position;
    private int end;

    BoundedLines(Reader reader) {
        this.reader = reader;
    }

    /** Returns the next line, or the next piece of a line that is too long; null at the end. */
    String next() throws IOException {
        if (!fill()) {
            return null;
        }
        var line = new StringBuilder();
        while (line.length() < MAX_LENGTH && fill()) {
            var start = position;
            var limit = Math.min(end, start + MAX_LENGTH - line.length());
            while (position < limit && buffer[position] != '\n') {
                position++;
            }
            line.append(buffer, start, position - start);
            if (position < limit) {
                position++; // the end of the line
                break;
            }
        }
        var length = line.length();
        return length > 0 && line.charAt(length - 1) == '\r' ? line.substring(0, length - 1) : line.toString();
    }

    /** Reads more characters if all were used. Returns false at the end. */
    private boolean fill() throws IOException {
        if (position == end) {
            position = 0;
            end = Math.max(0, reader.read(buffer));
        }
        return position < end;
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
