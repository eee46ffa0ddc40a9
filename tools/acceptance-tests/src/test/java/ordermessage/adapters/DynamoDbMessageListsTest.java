package ordermessage.adapters;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import ordermessage.acceptance.RunningService;
import ordermessage.acceptance.SampleMessage;
import ordermessage.message.Message;
import ordermessage.message.MessageKey;
import ordermessage.message.Uuid;
import ordermessage.ports.IndexEntry;
import ordermessage.ports.ListPosition;
import ordermessage.ports.ListedMessage;
import ordermessage.ports.MessageLists.Range;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Tests how the shards of a company are merged, with the real table. */
@Tag("processes")
@ExtendWith(RunningService.Shared.class)
class DynamoDbMessageListsTest {
    private static final Instant START = Instant.parse("2026-11-26T10:00:00Z");
    private static final int MESSAGES_PER_SHARD = 20;
    private static final int LIMIT = 10;

    private final DynamoDbClient dynamoDb;
    private final String table;
    private final Uuid companyId = new Uuid(UUID.randomUUID().toString());

    DynamoDbMessageListsTest(RunningService service) {
        this.dynamoDb = service.local().clients().dynamoDb();
        this.table = service.table();
    }

    /**
     * A page reads six messages of each shard. Those of the first shard end after 5 seconds, and those of the second after
     * 15 seconds. So the page must end after 5 seconds.
     */
    @Test
    void twoShardsOfDifferentDensityAreFollowedToTheEndWithoutALossAndInOrder() {
        var shards = ListShard.all(companyId);
        var stored = new TreeMap<Instant, Uuid>();
        for (var i = 0; i < MESSAGES_PER_SHARD; i++) {
            stored.put(START.plusSeconds(i), store(shards.get(0), START.plusSeconds(i)));
            stored.put(START.plusMillis(3_000L * i + 500), store(shards.get(1), START.plusMillis(3_000L * i + 500)));
        }

        assertThat(follow()).containsExactlyElementsOf(stored.values());
    }

    /** Stores a message whose id belongs to this shard. */
    private Uuid store(ListShard shard, Instant storedAt) {
        var messageId = Stream.generate(() -> new Uuid(UUID.randomUUID().toString()))
                .filter(id -> ListShard.of(new MessageKey(companyId, id)).equals(shard))
                .findFirst()
                .orElseThrow();
        var message = Message.read(new SampleMessage(companyId.value(), messageId.value(), "{}").json());
        new DynamoDbIndex(dynamoDb, table).putIfAbsent(IndexEntry.of(message, storedAt, storedAt));
        return messageId;
    }

    private List<Uuid> follow() {
        var lists = new DynamoDbMessageLists(dynamoDb, table);
        var until = START.plusSeconds(3_600);
        var listed = new ArrayList<Uuid>();
        var after = ListPosition.before(START);
        while (true) {
            var page = lists.list(companyId, new Range(after, until), LIMIT);
            page.messages().stream().map(ListedMessage::messageId).forEach(listed::add);
            if (!page.more()) {
                return listed;
            }
            assertThat(page.messages()).hasSizeBetween(1, LIMIT);
            after = page.messages().getLast().position();
        }
    }
}
