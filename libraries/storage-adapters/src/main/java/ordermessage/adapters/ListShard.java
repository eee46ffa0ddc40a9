package ordermessage.adapters;

import java.util.List;
import java.util.stream.IntStream;
import ordermessage.message.MessageKey;
import ordermessage.message.Uuid;

/**
 * A part of the list of a company's messages. A partition of a secondary index takes 1,000 writes a second, and a partition
 * that takes no more also stops the writes to the table. So the messages of a company are spread over several shards by their
 * ids, each with a partition key of its own.
 *
 * @param value the partition key in the secondary index, {@code <company_id>#<number>}
 */
record ListShard(String value) {
    /** The number of shards of each company: 5,000 writes a second need five, if they were spread evenly. */
    static final int COUNT = 8;

    static ListShard of(MessageKey key) {
        // The hash code of a string is part of the Java specification, so it never changes.
        return of(key.companyId(), Math.floorMod(key.messageId().value().hashCode(), COUNT));
    }

    static List<ListShard> all(Uuid companyId) {
        return IntStream.range(0, COUNT)
                .mapToObj(number -> of(companyId, number))
                .toList();
    }

    private static ListShard of(Uuid companyId, int number) {
        return new ListShard(companyId + "#" + number);
    }
}
