package ordermessage.local;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The log files of one run. */
final class Logs implements AutoCloseable {
    private final Path folder;
    private final ConsoleFormat format;
    private final Consumer<String> output;
    /** The engines and the functions start on different threads, and both create logs. */
    private final List<LogFile> files = new CopyOnWriteArrayList<>();

    /**
     * @param folder the folder of the files, which have the lines as they are
     * @param output receives each line of the console
     */
    Logs(Path folder, ConsoleFormat format, Consumer<String> output) {
        this.folder = folder;
        this.format = format;
        this.output = output;
    }

    /** Creates a log that is only written to its file. */
    Consumer<String> fileOnly(String name) {
        var file = new LogFile(folder, name);
        files.add(file);
        return file;
    }

    /** Creates a log that is also printed on the console, in the console's format. */
    Consumer<String> fileAndConsole(String name) {
        return fileAndConsole(name, line -> false);
    }

    /**
     * Creates a log that is also printed on the console, in the console's format.
     *
     * @param onlyFile chooses the lines that are not printed
     */
    Consumer<String> fileAndConsole(String name, Predicate<String> onlyFile) {
        var file = fileOnly(name);
        return line -> {
            file.accept(line);
            if (!onlyFile.test(line)) {
                output.accept(format.print(name, line));
            }
        };
    }

    @Override
    public void close() {
        files.forEach(LogFile::close);
    }
}
