package ordermessage.stores;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import ordermessage.adapters.UnreadableItemException;
import ordermessage.message.Message;
import ordermessage.ports.Index;
import ordermessage.ports.IndexEntry;
import ordermessage.ports.IndexedMessages;

/**
 * Writes the entries that the index lacks. An entry that exists is never replaced. An entry that the processor can still
 * write is left to it: a rebuilt one would have an earlier place in the list, and a company that follows the list would miss
 * it.
 *
 * <p>The object does not say when the queue accepted its message. So both times of a new entry are the time at which the
 * object was written: the message was received before it, and the processor would have written the entry right after it.
 */
final class Rebuild {
    /** The kinds of findings that a rebuild looks for. */
    static final Set<FindingKind> KINDS = Collections.unmodifiableSet(EnumSet.of(
            FindingKind.NOT_A_MESSAGE, FindingKind.WRONG_KEY, FindingKind.OTHER_DIGEST, FindingKind.UNREADABLE_ENTRY));

    private final ArchiveBucket archive;
    private final IndexedMessages entries;
    private final Index index;
    private final NewObjects newObjects;
    private final Report report;
    private final AtomicLong added = new AtomicLong();

    Rebuild(ArchiveBucket archive, IndexedMessages entries, Index index, NewObjects newObjects, Report report) {
        this.archive = archive;
        this.entries = entries;
        this.index = index;
        this.newObjects = newObjects;
        this.report = report;
    }

    /** Goes through the archive, and returns the number of entries that it wrote. */
    long run(ArchivePass objects, Settings settings) {
        objects.forEach(settings.from(), 1, settings.archivePageSize(), this::index);
        return added.get();
    }

    private void index(ArchivedObject object) {
        switch (archive.read(object)) {
            case ArchiveBucket.Invalid(var finding) -> report.add(finding);
            case ArchiveBucket.Valid(var message) -> index(message, object);
        }
    }

    /** Reads the entry first: for an entry that exists, this costs less than a write whose condition fails. */
    private void index(Message message, ArchivedObject object) {
        try {
            var found = entries.find(message.key());
            if (found.isEmpty() && newObjects.leaveOut(object)) {
                return;
            }
            var entry = found.orElseGet(() -> write(message, object));
            if (!entry.digest().equals(message.digest())) {
                report.add(new Finding(FindingKind.OTHER_DIGEST, object.key(), "The entry was not changed."));
            }
        } catch (UnreadableItemException e) {
            report.add(new Finding(FindingKind.UNREADABLE_ENTRY, object.key(), e.getMessage()));
        }
    }

    private IndexEntry write(Message message, ArchivedObject object) {
        var entry = IndexEntry.of(message, object.lastModified(), object.lastModified());
        var stored = index.putIfAbsent(entry);
        if (stored.equals(entry)) {
            added.incrementAndGet();
        }
        return stored;
    }
}
