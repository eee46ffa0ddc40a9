package ordermessage.stores;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import ordermessage.adapters.IndexItem;
import ordermessage.adapters.UnreadableItemException;
import ordermessage.message.Message;
import ordermessage.ports.IndexEntry;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Compares the archive with the index, and changes neither.
 *
 * <ol>
 *   <li>Each object is a message, and its item in the table is the one that this version of the service or an earlier one
 *       writes for it.
 *   <li>Each entry has an object.
 * </ol>
 */
final class Audit {
    private final ArchiveBucket archive;
    private final IndexTable index;
    private final NewObjects newObjects;
    private final Report report;
    private final AtomicLong unlisted = new AtomicLong();

    Audit(ArchiveBucket archive, IndexTable index, NewObjects newObjects, Report report) {
        this.archive = archive;
        this.index = index;
        this.newObjects = newObjects;
        this.report = report;
    }

    /** Reads all or a sample of both stores. */
    void run(ArchivePass objects, IndexPass entries, Settings settings) {
        objects.forEach(settings.from(), settings.sample(), settings.archivePageSize(), this::checkObject); // 1
        entries.forEach(settings.sample(), settings.indexPageSize(), this::checkEntry); // 2
    }

    /** Returns the sentences about what is not a finding. */
    List<String> notes() {
        return unlisted.get() == 0
                ? List.of()
                : List.of("%d entries are in no list of a company, as versions without lists wrote them"
                        .formatted(unlisted.get()));
    }

    private void checkObject(ArchivedObject object) {
        switch (archive.read(object)) {
            case ArchiveBucket.Invalid(var finding) -> report.add(finding);
            case ArchiveBucket.Valid(var message) -> checkEntryOf(message, object);
        }
    }

    private void checkEntryOf(Message message, ArchivedObject object) {
        try {
            index.find(message.key()).ifPresentOrElse(item -> compare(message, item), () -> reportMissingEntry(object));
        } catch (UnreadableItemException e) {
            report.add(new Finding(FindingKind.UNREADABLE_ENTRY, object.key(), e.getMessage()));
        }
    }

    private void reportMissingEntry(ArchivedObject object) {
        if (!newObjects.leaveOut(object)) {
            report.add(new Finding(FindingKind.NO_ENTRY, object.key(), "Archived at " + object.lastModified()));
        }
    }

    private void compare(Message message, Map<String, AttributeValue> item) {
        var key = message.key().archiveKey();
        var entry = IndexItem.read(item);
        if (!entry.digest().equals(message.digest())) {
            report.add(new Finding(FindingKind.OTHER_DIGEST, key, ""));
            return;
        }
        var expected = IndexItem.of(IndexEntry.of(message, entry.receivedAt(), entry.storedAt()));
        var different = IndexItem.OF_MESSAGE.stream()
                .filter(name -> !Optional.ofNullable(item.get(name)).equals(Optional.ofNullable(expected.get(name))))
                .filter(name -> !isOfEarlierVersion(name, item, message))
                .toList();
        if (!different.isEmpty()) {
            report.add(new Finding(FindingKind.OTHER_ATTRIBUTE, key, String.join(", ", different)));
        } else if (isUnlisted(item)) {
            unlisted.incrementAndGet();
        }
    }

    /** Returns whether an attribute that this version would write otherwise is as an earlier version wrote it. */
    private static boolean isOfEarlierVersion(String name, Map<String, AttributeValue> item, Message message) {
        return switch (name) {
            case IndexItem.BODY -> AttributeValue.fromS(message.text()).equals(item.get(name));
            case IndexItem.LIST_SHARD, IndexItem.LIST_POSITION -> isUnlisted(item);
            default -> false;
        };
    }

    private static boolean isUnlisted(Map<String, AttributeValue> item) {
        return !item.containsKey(IndexItem.LIST_SHARD) && !item.containsKey(IndexItem.LIST_POSITION);
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
}
