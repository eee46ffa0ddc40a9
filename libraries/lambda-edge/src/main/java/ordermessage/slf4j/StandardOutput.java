package ordermessage.slf4j;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** The stream to which a function prints its log lines and its metrics. */
public final class StandardOutput {
    private StandardOutput() {}

    /** Runs an action and discards what it prints. Nothing else may print at the same time. */
    public static void muted(Runnable action) {
        var out = System.out;
        System.setOut(new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8));
        try {
            action.run();
        } finally {
            System.setOut(out);
        }
    }
}
