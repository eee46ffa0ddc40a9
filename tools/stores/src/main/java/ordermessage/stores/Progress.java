package ordermessage.stores;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;

/**
 * The progress of a command. It is printed every ten seconds, and when the command is stopped, so that the next
 * run can continue in the archive.
 */
final class Progress {
    private static final Duration INTERVAL = Duration.ofSeconds(10);

    /** Other keys could mean something to a shell, so the user is not asked to give them back. */
    private static final Pattern PRINTABLE_KEY = Pattern.compile("[\\w./-]+");

    private final Report report;
    private final Clock clock;
    private Instant nextLine;
    private String reached = "";
    private long objects;
    private long entries;
    private boolean isRunning;

    Progress(Report report, Clock clock) {
        this.report = report;
        this.clock = clock;
        this.nextLine = clock.instant().plus(INTERVAL);
    }

    /** Notes that the command has begun, after this key. */
    synchronized void begin(String from) {
        reached = from;
        isRunning = true;
    }

    /**
     * Notes that all objects up to a key are done.
     *
     * @param done the number of objects since the last note
     */
    synchronized void reach(String key, int done) {
        objects += done;
        if (PRINTABLE_KEY.matcher(key).matches()) {
            reached = key;
        }
        printSometimes("%d objects read; to continue here later: FROM=%s".formatted(objects, reached));
    }

    /** Notes that entries have been read. The archive is done. */
    synchronized void readEntries(int number) {
        entries += number;
        printSometimes(entries + " entries read");
    }

    /** Returns the number of objects that are done. */
    synchronized long objects() {
        return objects;
    }

    /** Returns the number of entries that have been read. */
    synchronized long entries() {
        return entries;
    }

    /** Notes that the command is done. */
    synchronized void end() {
        isRunning = false;
    }

    /** Prints how to continue, if the command has begun and is not done. */
    synchronized void printIfStopped() {
        if (isRunning) {
            report.line(
                    reached.isEmpty()
                            ? "Stopped near the beginning: run the command again."
                            : "Stopped. To continue, run the command again with FROM=" + reached);
        }
    }

    private void printSometimes(String line) {
        if (!clock.instant().isBefore(nextLine)) {
            report.line(line);
            nextLine = clock.instant().plus(INTERVAL);
        }
    }
}
