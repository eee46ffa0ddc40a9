package ordermessage.local;

/** Decides how a line of a log looks on the console. */
@FunctionalInterface
public interface ConsoleFormat {
    /** Prints each line as it is, after the name of its log. */
    ConsoleFormat RAW = (log, line) -> log + "  " + line;

    /**
     * Returns what is printed for a line.
     *
     * @param log the name of the log, such as the logical id of a function
     */
    String print(String log, String line);
}
