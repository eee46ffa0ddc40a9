package ordermessage.local.elasticmq;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Writes a file that tells when the oldest message of each queue was sent, because SQS has no request for it. A line is
 * {@code <queue>=<milliseconds since 1970>}. Only messages that were received fewer than three times count. A queue without
 * such a message has no line.
 */
final class OldestMessages {
    /** Long, because the store looks at all messages each time. The alarms are evaluated at the same interval. */
    static final Duration INTERVAL = Duration.ofSeconds(5);

    private final Supplier<Map<String, Long>> oldestSent;
    private final Path file;

    /** The lines that this object wrote last. Null at first: the file may be there with the lines of an earlier process. */
    private List<String> written;

    /** @param oldestSent returns when the oldest message of each queue was sent, see {@link QueueStore#oldestSent} */
    OldestMessages(Supplier<Map<String, Long>> oldestSent, Path file) {
        this.oldestSent = oldestSent;
        this.file = file;
    }

    /**
     * Writes the file now, and after each interval if its content has changed.
     *
     * @param interval the time from one answer of the store to the next question
     * @return the timer, which does not keep the process running
     */
    ScheduledExecutorService start(Duration interval) {
        var timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().factory());
        var _ = timer.scheduleWithFixedDelay(this::update, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
        return timer;
    }

    /** Writes the file if its content has changed, or if this object has not written it yet. */
    void update() {
        try {
            var lines = oldestSent.get().entrySet().stream()
                    .map(oldest -> oldest.getKey() + "=" + oldest.getValue())
                    .toList();
            if (!lines.equals(written) || !Files.exists(file)) {
                var temporary = file.resolveSibling(file.getFileName() + ".new");
                Files.write(temporary, lines);
                Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
                written = lines;
            }
        } catch (IOException | RuntimeException e) { // All of them: otherwise the timer would stop.
            System.err.println("The ages of the messages were not written: " + e.getMessage());
        }
    }
}
