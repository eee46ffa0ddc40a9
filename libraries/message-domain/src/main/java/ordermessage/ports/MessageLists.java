package ordermessage.ports;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import ordermessage.message.Uuid;

/** Lists the messages of a company in the order in which they were stored. */
public interface MessageLists {
    /**
     * The time after which the place of a message in the list is final. After this time, no message that was stored earlier
     * appears. It is the longest time of a put, plus five seconds for the propagation to the list, plus two for clocks
     * that differ (docs/decisions.md).
     */
    Duration SETTLED_AFTER = Index.MAX_PUT.plusSeconds(7);

    /**
     * Returns a company's messages from the start of a range. The page may have fewer messages than the limit,
     * even none, although more follow.
     *
     * @param limit the maximum number of messages
     * @throws StorageUnavailableException when the list cannot be read
     */
    Page list(Uuid companyId, Range range, int limit);

    /**
     * A range of the list.
     *
     * @param after the range begins after this position
     * @param until the range ends before the messages that were stored at this instant
     */
    record Range(ListPosition after, Instant until) {

        /** Returns whether the range can never contain a message. */
        public boolean isEmpty() {
            return after.compareTo(ListPosition.before(until)) >= 0;
        }
    }

    /**
     * A page of the list.
     *
     * @param messages the messages in their order
     * @param more whether more messages may follow in the range
     */
    record Page(List<ListedMessage> messages, boolean more) {
        public Page {
            messages = List.copyOf(messages);
        }
    }
}
