package ordermessage.stores;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The objects without an entry that are too new to judge: the processor can still write the entry. It writes the object
 * first. If it fails after that, it writes the entry when SQS delivers the message again. Safe for use by many threads.
 */
final class NewObjects {
    private final Instant start;
    private final Duration margin;
    private final AtomicLong count = new AtomicLong();

    /**
     * Nothing is counted yet.
     *
     * @param start when the command began
     * @param margin the age from which on an object is judged
     */
    NewObjects(Instant start, Duration margin) {
        this.start = start;
        this.margin = margin;
    }

    /** Returns whether an object without an entry is too new to judge. Such an object is counted. */
    boolean leaveOut(ArchivedObject object) {
        var isNew = object.lastModified().isAfter(start.minus(margin));
        if (isNew) {
            count.incrementAndGet();
        }
        return isNew;
    }

    /** Returns a sentence if objects were left out. */
    List<String> notes() {
        return count.get() == 0
                ? List.of()
                : List.of(
                        "%d objects without an entry left out: they are less than %d s old (MARGIN), so the processor can"
                                        .formatted(count.get(), margin.toSeconds())
                                + " still write their entries");
    }
}
