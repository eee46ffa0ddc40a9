package ordermessage.local.process;

import java.io.IOException;
import java.io.Reader;

/** Reads lines. A long one is given in pieces, so that what a process prints does not fill the memory. */
final class BoundedLines implements AutoCloseable {
    /** A line of CloudWatch Logs holds no more: 256 KiB. */
    static final int LONGEST = 256 * 1024;

    private final Reader reader;

    BoundedLines(Reader reader) {
        this.reader = reader;
    }

    /** The next line, or the next piece of a long one; null at the end. */
    String next() throws IOException {
        var line = new StringBuilder();
        var character = reader.read();
        if (character < 0) {
            return null;
        }
        while (character >= 0 && character != '\n') {
            line.append((char) character);
            if (line.length() == LONGEST) {
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
