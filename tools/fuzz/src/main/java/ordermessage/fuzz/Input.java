package ordermessage.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads the parts of a fuzzer's input: the first ones are lines, and the last one is the rest. */
final class Input {
    private final byte[] bytes;
    private int position;

    Input(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Returns the next byte; 0 at the end. */
    int next() {
        return position < bytes.length ? bytes[position++] : 0;
    }

    /** Returns the text until the next line feed, which is not part of it. Each byte is a character. */
    String line() {
        int start = position;
        while (position < bytes.length && bytes[position] != '\n') {
            position++;
        }
        var line = new String(bytes, start, position - start, StandardCharsets.ISO_8859_1);
        position = Math.min(position + 1, bytes.length);
        return line;
    }

    /** Returns all bytes that were not read. */
    byte[] rest() {
        return Arrays.copyOfRange(bytes, position, bytes.length);
    }
}
