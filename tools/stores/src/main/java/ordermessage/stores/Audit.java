package ordermessage.stores;

import java.util.ArrayList;
import java.util.List;
import ordermessage.adapters.UnreadableItemException;
import ordermessage.message.Message;
import ordermessage.ports.IndexEntry;
import ordermessage.ports.IndexedMessages;

/**
 * Compares the archive with the index, and changes neither.
 *
 * <ol>
 *   <li>Each object is a message, and its entry is the one that the service writes for it.
 *   <li>Each entry has an object.
 * </ol>
 */
final class Audit {
    private final ArchiveBucket archive;
    private final IndexedMessages index;
    private final Report report;

    Audit(ArchiveBucket archive, IndexedMessages index, Report report) {
        this.archive = archive;
        this.index = index;
        this.report = report;
    }

    /** Reads all or a sample of both stores. */
    void run(ArchivePass objects, IndexPass entries, Settings settings) {
        objects.forEach(settings.from(), settings.sample(), settings.archivePageSize(), this::checkObject); // 1
        entries.forEach(settings.sample(), settings.indexPageSize(), this::checkEntry); // 2
    }

    private void checkObject(ArchivedObject object) {
        switch (archive.read(object)) {
            case ArchiveBucket.Invalid(var finding) -> report.add(finding);
            case ArchiveBucket.Valid(var message) -> checkEntryOf(message, object);
        }
    }

    private void checkEntryOf(Message message, ArchivedObject object) {
        try {
            index.find(message.key())
                    .ifPresentOrElse(
                            entry -> compare(message, entry),
                            () -> report.add(new Finding(
                                    FindingKind.NO_ENTRY, object.key(), "Archived at " + object.lastModified())));
        } catch (UnreadableItemException e) {
            report.add(new Finding(FindingKind.UNREADABLE_ENTRY, object.key(), e.getMessage()));
        }
    }

    private void compare(Message message, IndexEntry entry) {
        var key = message.key().archiveKey();
        if (!entry.digest().equals(message.digest())) {
            report.add(new Finding(FindingKind.OTHER_DIGEST, key, ""));
            return;
        }
        var different = differentAttributes(IndexEntry.of(message, entry.receivedAt(), entry.storedAt()), entry);
        if (!different.isEmpty()) {
            report.add(new Finding(FindingKind.OTHER_ATTRIBUTE, key, String.join(", ", different)));
        }
    }

    private void checkEntry(EntryKey key) {
        key.messageKey()
                .ifPresentOrElse(
                        message -> {
                            if (!archive.contains(message.archiveKey())) {
                                report.add(new Finding(FindingKind.NO_OBJECT, message.archiveKey(), ""));
                            }
                        },
                        () -> report.add(new Finding(
                                FindingKind.UNREADABLE_ENTRY,
                                key.companyId() + "/" + key.messageId(),
                                "Its key is not two UUIDs in lower case")));
    }

    private static List<String> differentAttributes(IndexEntry expected, IndexEntry found) {
        var names = new ArrayList<String>();
        if (!found.messageTime().equals(expected.messageTime())) {
            names.add("message_time");
        }
        if (!found.archiveKey().equals(expected.archiveKey())) {
            names.add("message_s3_key");
        }
        if (!found.orderId().equals(expected.orderId())) {
            names.add("order_id");
        }
        if (!found.body().equals(expected.body())) {
            names.add("body");
        }
        return names;
    }
}
