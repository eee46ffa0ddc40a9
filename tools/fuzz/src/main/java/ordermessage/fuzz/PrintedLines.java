package ordermessage.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Takes what the functions print: their log. */
final class PrintedLines {
    private static final ByteArrayOutputStream BYTES = new ByteArrayOutputStream();

    static {
        System.setOut(new PrintStream(BYTES, true, StandardCharsets.UTF_8));
    }

    private PrintedLines() {}

    /** Returns what was printed since the last call. */
    static String take() {
        var text = BYTES.toString(StandardCharsets.UTF_8);
        BYTES.reset();
        return text;
    }
}
