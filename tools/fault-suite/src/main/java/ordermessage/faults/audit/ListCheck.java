package ordermessage.faults.audit;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;

import com.google.gson.JsonParser;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import ordermessage.faults.audit.Finding.Kind;
import ordermessage.faults.traffic.MessageClient;
import ordermessage.faults.traffic.MessageClient.Response;
import ordermessage.harness.Waiting;

/** Follows the list of each company through the API to its end. Each stored message must be in it exactly once. */
public final class ListCheck {
    private static final int OK = 200;
    private static final String FIRST_PAGE = "limit=1000";
    private static final Duration POLL_INTERVAL = Duration.ofMillis(200);

    /** The time in which a list must be complete. A message is listed some seconds after it was stored. */
    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    private final BiFunction<String, String, Response> pages;
    private final Duration pollInterval;
    private final Duration timeout;

    public ListCheck(MessageClient api) {
        this(api::list, POLL_INTERVAL, TIMEOUT);
    }

    /**
     * Makes a check of lists that come from anywhere.
     *
     * @param pages gives the page of a company's list that a query names
     * @param pollInterval the time between two pages
     * @param timeout the time in which a list must be complete
     */
    ListCheck(BiFunction<String, String, Response> pages, Duration pollInterval, Duration timeout) {
        this.pages = pages;
        this.pollInterval = pollInterval;
        this.timeout = timeout;
    }

    /**
     * Returns a finding for each stored message that is not listed, or is listed more than once, and for each listed message
     * that is not stored.
     *
     * @param storedKeys the keys of all stored messages, {@code <company id>/<message id>}
     */
    public List<Finding> findings(Collection<String> storedKeys) {
        var findings = new ArrayList<Finding>();
        var companies = storedKeys.stream().collect(groupingBy(key -> key.substring(0, key.indexOf('/')), toSet()));
        companies.forEach((company, keys) -> findings.addAll(findings(keys, listed(company, keys))));
        return findings;
    }

    private static List<Finding> findings(Set<String> stored, List<String> listed) {
        var count = listed.stream().collect(groupingBy(key -> key, counting()));
        var keys = new TreeSet<>(stored);
        keys.addAll(listed);
        return keys.stream()
                .filter(key -> count.getOrDefault(key, 0L) != 1 || !stored.contains(key))
                .map(key -> new Finding(
                        Kind.WRONG_ANSWER, "%s: listed %d times".formatted(key, count.getOrDefault(key, 0L))))
                .toList();
    }

    /**
     * Follows the list of a company until it has had all these messages and comes to an empty page, or for the timeout. A
     * short page is not the end: a message may be listed a second time after it.
     */
    private List<String> listed(String company, Set<String> stored) {
        var listed = new ArrayList<String>();
        var missing = new HashSet<>(stored);
        var deadline = Instant.now().plus(timeout);
        var query = new String[] {FIRST_PAGE};
        Waiting.until("the list of " + company, pollInterval).until(() -> {
            var page = page(company, query[0]);
            page.ifPresent(read -> {
                query[0] = FIRST_PAGE + "&cursor=" + read.cursor();
                listed.addAll(read.keys());
                read.keys().forEach(missing::remove);
            });
            return (missing.isEmpty() && page.filter(Page::isEnd).isPresent())
                    || Instant.now().isAfter(deadline);
        });
        return listed;
    }

    /** Reads a page; empty if the API does not answer with one. */
    private Optional<Page> page(String company, String query) {
        var response = pages.apply(company, query);
        return response.status() == OK ? Optional.of(Page.read(company, response.body())) : Optional.empty();
    }

    /**
     * A page of a list.
     *
     * @param keys the keys of its messages
     * @param cursor the cursor after it
     * @param more whether it names a next page
     */
    private record Page(List<String> keys, String cursor, boolean more) {

        static Page read(String company, String body) {
            var page = JsonParser.parseString(body).getAsJsonObject();
            var keys = page.getAsJsonArray("messages").asList().stream()
                    .map(message -> company + "/"
                            + message.getAsJsonObject().get("message_id").getAsString())
                    .toList();
            return new Page(
                    keys, page.get("cursor").getAsString(), !page.get("next").isJsonNull());
        }

        /** Returns whether the page is empty and no other follows. */
        boolean isEnd() {
            return keys.isEmpty() && !more;
        }
    }
}
