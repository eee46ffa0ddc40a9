package ordermessage.faults.audit;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import ordermessage.faults.traffic.MessageClient.Response;
import org.junit.jupiter.api.Test;

/** Checks that the check of the lists finds each kind of wrong list. */
class ListCheckTest {
    private static final String COMPANY = "cccccccc-0000-4000-8000-000000000001";
    private static final Set<String> STORED = Set.of(COMPANY + "/1", COMPANY + "/2");
    private static final Response UNAVAILABLE = new Response(503, "");

    @Test
    void aListThatHasEachStoredMessageOnceIsNotAFinding() {
        assertThat(findings(List.of(page("1", "2")))).isEmpty();
        assertThat(findings(List.of(page("1"), page("2")))).isEmpty();
    }

    @Test
    void aMessageThatIsListedLaterIsWaitedFor() {
        assertThat(findings(List.of(page("1"), page(), page(), page("2")))).isEmpty();
    }

    @Test
    void aPageThatCannotBeReadIsReadAgain() {
        assertThat(findings(List.of(UNAVAILABLE, page("1"), UNAVAILABLE, page("2"), UNAVAILABLE)))
                .isEmpty();
    }

    @Test
    void aMessageThatIsNeverListedIsAFinding() {
        assertThat(findings(List.of(page("1")), Duration.ofSeconds(1))).containsExactly(COMPANY + "/2: listed 0 times");
    }

    @Test
    void aMessageThatIsListedTwiceIsAFinding() {
        assertThat(findings(List.of(page("1", "1", "2")))).containsExactly(COMPANY + "/1: listed 2 times");
    }

    @Test
    void aMessageThatIsListedAgainAfterAllOthersIsAFinding() {
        assertThat(findings(List.of(page("1", "2"), page("1")))).containsExactly(COMPANY + "/1: listed 2 times");
    }

    @Test
    void aMessageThatIsListedAgainAfterAnUnreadablePageIsAFinding() {
        assertThat(findings(List.of(page("1", "2"), UNAVAILABLE, page("1"))))
                .containsExactly(COMPANY + "/1: listed 2 times");
    }

    @Test
    void anEmptyPageThatNamesANextOneIsNotTheEnd() {
        assertThat(findings(List.of(page("1", "2"), emptyPageWithNext(), page("1"))))
                .containsExactly(COMPANY + "/1: listed 2 times");
    }

    @Test
    void aListedMessageThatIsNotStoredIsAFinding() {
        assertThat(findings(List.of(page("1", "2"), page("3")))).containsExactly(COMPANY + "/3: listed 1 times");
    }

    private static List<String> findings(List<Response> responses) {
        return findings(responses, Duration.ofMinutes(1));
    }

    /** Checks a list of these responses. After them, every page is empty. */
    private static List<String> findings(List<Response> responses, Duration timeout) {
        var left = responses.iterator();
        var check =
                new ListCheck((company, query) -> left.hasNext() ? left.next() : page(), Duration.ofMillis(1), timeout);
        return check.findings(STORED).stream().map(Finding::detail).toList();
    }

    private static Response page(String... ids) {
        return page("null", List.of(ids));
    }

    private static Response emptyPageWithNext() {
        return page("\"/prod/messages?cursor=c\"", List.of());
    }

    /** @param next the JSON value of the member */
    private static Response page(String next, List<String> ids) {
        var messages = ids.stream().map("{\"message_id\":\"%s\"}"::formatted).collect(joining(","));
        return new Response(200, "{\"messages\":[%s],\"cursor\":\"c\",\"next\":%s}".formatted(messages, next));
    }
}
