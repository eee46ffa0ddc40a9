package ordermessage.local;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Consumer;
import ordermessage.local.files.OwnerOnly;

/** The log of one process or of several of a kind: a file that starts anew with each run. */
final class LogFile implements Consumer<String>, AutoCloseable {
    private final Writer file;

    LogFile(Path folder, String name) {
        try {
            file = new OutputStreamWriter(
                    OwnerOnly.newOutputStream(OwnerOnly.folder(folder).resolve(name + ".log")), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public synchronized void accept(String line) {
        try {
            file.write(line + System.lineSeparator());
            file.flush();
        } catch (IOException closed) {
            // The stack is ending, and the line with it: a process must not block because nobody reads what it prints.
        }
    }

    @Override
    public synchronized void close() {
        try {
            file.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
