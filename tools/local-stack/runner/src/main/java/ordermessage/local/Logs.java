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

    /** A log that nobody looks at unless something is wrong. */
    Consumer<String> quiet(String name) {
        var file = new LogFile(folder, name);
        files.add(file);
        return file;
    }

    /** A log that the user also sees, with its name in front. */
    Consumer<String> shown(String name) {
        return quiet(name).andThen(line -> output.accept(name + "  " + line));
    }

    @Override
    public void close() {
        files.forEach(LogFile::close);
    }
}
