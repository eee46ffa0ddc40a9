package ordermessage.local;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The log files of one run. */
final class Logs implements AutoCloseable {
    private final Path folder;
    private final Consumer<String> output;
    private final List<LogFile> files = new ArrayList<>();

    Logs(Path folder, Consumer<String> output) {
        this.folder = folder;
        this.output = output;
    }

    /** Creates a log that is only written to its file. */
    Consumer<String> fileOnly(String name) {
        var file = new LogFile(folder, name);
        files.add(file);
        return file;
    }

    /** Creates a log that is also printed on the console, with its name before each line. */
    Consumer<String> fileAndConsole(String name) {
        return fileOnly(name).andThen(line -> output.accept(name + "  " + line));
    }

    @Override
    public void close() {
        files.forEach(LogFile::close);
    }
}
