package ordermessage.deadletters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import ordermessage.operator.UsageException;
import org.junit.jupiter.api.Test;

class HeldMessagesTest {
    private static final int MAX_HELD = 100;

    /** The time of a hold. It is short, so that a test observes its extension. */
    private static final int HOLD_SECONDS = 1;

    @Test
    void aReceiveWithoutNewMessagesIsNotTheEndOfTheQueue() {
        var sqs = new RedeliveringQueue(30, receive -> receive == 2, receive -> false);

        assertThat(bodies(sqs)).hasSize(30);
    }

    @Test
    void aRedeliveredMessageIsReturnedOnce() {
        var sqs = new RedeliveringQueue(30, receive -> receive == 3, receive -> false);

        assertThat(bodies(sqs)).doesNotHaveDuplicates();
    }

    @Test
    void oneReceiveWithoutMessagesIsNotTheEndOfTheQueue() {
        var sqs = new RedeliveringQueue(30, receive -> false, receive -> receive == 2);

        assertThat(bodies(sqs)).hasSize(30);
    }

    @Test
    void theOutputReportsRedeliveredMessages() {
        var sqs = new RedeliveringQueue(30, receive -> receive == 2, receive -> false);

        assertThat(list(sqs))
                .contains("SQS redelivered messages 10 times although this command held them.")
                .endsWith("30 in the dead-letter queue\n");
    }

    @Test
    void theOutputReportsNoRedeliveredMessagesIfThereAreNone() {
        var sqs = new RedeliveringQueue(30, receive -> false, receive -> false);

        assertThat(list(sqs)).doesNotContain("redelivered").endsWith("30 in the dead-letter queue\n");
    }

    @Test
    void messagesThatAreRedeliveredEndlesslyAreAnError() {
        var sqs = new RedeliveringQueue(30, receive -> true, receive -> false);

        assertThatThrownBy(() -> list(sqs))
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith("10 messages were read, of 10 that were received. There can be more. ")
                .hasMessageEndingWith("redelivered held messages 1040 times.");
    }

    @Test
    void moreMessagesThanCanBeHeldAreAnError() {
        var sqs = new RedeliveringQueue(MAX_HELD + 1, receive -> false, receive -> false);

        assertThatThrownBy(() ->
                        queue(sqs, doubt -> {}).count(letter -> letter.queueId().equals("7")))
                .isInstanceOf(UsageException.class)
                .hasMessage("1 messages were counted, of 100 that were received. There can be more. "
                        + "A command holds at most 100 messages, because SQS does not let many more be held.");
    }

    @Test
    void anyNumberOfMessagesCanBeDeleted() {
        var sqs = new RedeliveringQueue(5 * MAX_HELD, receive -> false, receive -> false);

        assertThat(queue(sqs, doubt -> fail(doubt)).delete(letter -> true)).isEqualTo(5 * MAX_HELD);

        assertThat(sqs.size()).isZero();
    }

    @Test
    void afterACommandRedeliveredMessagesAreVisible() {
        var sqs = new RedeliveringQueue(30, receive -> receive == 2, receive -> false);

        bodies(sqs);

        assertThat(sqs.hidden()).isZero();
    }

    @Test
    void afterAnErrorAllMessagesAreVisible() {
        var sqs = new RedeliveringQueue(MAX_HELD + 1, receive -> false, receive -> false);

        assertThatThrownBy(() -> bodies(sqs)).isInstanceOf(UsageException.class);

        assertThat(sqs.hidden()).isZero();
    }

    @Test
    void aHoldIsExtendedAgainAndAgain() {
        var sqs = new RedeliveringQueue(1, receive -> false, receive -> false);

        queue(sqs, doubt -> fail(doubt))
                .forEach(letter -> await().until(() -> sqs.visibilityTimeouts().size() >= 3));

        assertThat(sqs.visibilityTimeouts()).startsWith(HOLD_SECONDS, HOLD_SECONDS, HOLD_SECONDS);
    }

    @Test
    void anExtensionThatFailsIsTriedAgain() {
        var sqs = new RedeliveringQueue(1, receive -> false, receive -> false);
        sqs.failChangesOfVisibility(2);

        queue(sqs, doubt -> fail(doubt))
                .forEach(letter -> await().until(() -> !sqs.visibilityTimeouts().isEmpty()));

        assertThat(sqs.visibilityTimeouts()).startsWith(HOLD_SECONDS);
    }

    private static List<String> bodies(RedeliveringQueue sqs) {
        var bodies = Collections.synchronizedList(new ArrayList<String>());
        queue(sqs, doubt -> {}).forEach(letter -> bodies.add(letter.body()));
        return bodies;
    }

    private static String list(RedeliveringQueue sqs) {
        var text = new ByteArrayOutputStream();
        try (var out = new PrintStream(text, false, StandardCharsets.UTF_8)) {
            var terminal = new Terminal(out, Instant.now());
            new Main(queue(sqs, terminal::line), Map.of(), terminal).run("list");
        }
        return text.toString(StandardCharsets.UTF_8);
    }

    private static DeadLetterQueue queue(RedeliveringQueue sqs, Consumer<String> doubts) {
        var settings = new HeldMessages.Settings(0, HOLD_SECONDS, MAX_HELD);
        return new DeadLetterQueue(sqs, "dead-letters", "queue", settings, doubts);
    }
}
