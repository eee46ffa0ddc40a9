package ordermessage.local;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Consumer;
import ordermessage.local.files.OwnerOnly;

/** A log file of one process, or of all processes of a function. Each run starts with an empty file. */
final class LogFile implements Consumer<String>, AutoCloseable {
    private final Writer file;

    LogFile(Path folder, String name) {
        try {
            file = new OutputStreamWriter(
                    OwnerOnly.newOutputStream(OwnerOnly.folder(folder).resolve(name + ".log")), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized void accept(String line) {
        try {
            file.write(line + System.lineSeparator());
            file.flush();
        } catch (IOException e) {
            // The file is closed because the stack shuts down. The line is dropped: if this method failed, nobody would
            // read the output of the process any more, and the process would block.
        }
    }

    @Override
    public synchronized void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
