package ordermessage.list;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import ordermessage.http.Answer;
import ordermessage.http.ApiRequest;
import ordermessage.http.Caller;
import ordermessage.http.Problem;
import ordermessage.http.ProblemType;
import ordermessage.json.JsonValue;
import ordermessage.json.JsonValue.JsonArray;
import ordermessage.json.JsonValue.JsonNull;
import ordermessage.json.JsonValue.JsonObject;
import ordermessage.json.JsonValue.JsonString;
import ordermessage.message.Uuid;
import ordermessage.ports.ListedMessage;
import ordermessage.ports.MessageLists;
import ordermessage.ports.MessageLists.Page;
import ordermessage.ports.MessageLists.Range;
import ordermessage.ports.StorageUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers with the caller's messages in the order in which they were stored.
 *
 * <p>Messages that were stored a moment ago are left out: an earlier message could still appear before them. So a client that
 * follows its cursor gets every message exactly once, even if the clocks of the processors differ.
 */
public final class MessageList {
    private static final Logger LOG = LoggerFactory.getLogger(MessageList.class);
    private static final int RETRY_AFTER_OUTAGE = 5;

    /** The most bytes of an answer. Lambda takes 6 MB. */
    private static final int MAX_BYTES = 5_000_000;

    /** The bytes of an entry without its texts of variable length. */
    private static final int ENTRY_BYTES = 512;

    /** The most bytes of a character: a control character is escaped for JSON, and again for the answer to Lambda. */
    private static final int CHARACTER_BYTES = 7;

    private final MessageLists lists;
    private final Clock clock;
    private final Duration settledAfter;

    public MessageList(MessageLists lists, Clock clock) {
        this(lists, clock, MessageLists.SETTLED_AFTER);
    }

    /**
     * Makes a list with a margin of its own.
     *
     * @param settledAfter how old a message must be to be listed
     */
    public MessageList(MessageLists lists, Clock clock, Duration settledAfter) {
        this.lists = lists;
        this.clock = clock;
        this.settledAfter = settledAfter;
    }

    /** Lists the messages that the parameters of the request describe. Only the caller decides whose messages they are. */
    public Answer list(ApiRequest request) {
        return switch (request.caller()) {
            case Caller.Company(var id) -> list(request, id);
            case Caller.Anybody() ->
                Answer.refusal(new Problem(
                        ProblemType.FORBIDDEN, "A list needs a company, and the request has no token that names one."));
        };
    }

    private Answer list(ApiRequest request, Uuid companyId) {
        try {
            var query = ListQuery.of(request.queryParameters(), companyId);
            var page = fitting(lists.list(companyId, range(query.start()), query.limit()));
            return answer(request, companyId, query, page);
        } catch (InvalidQueryException e) {
            return Answer.refusal(e.problem());
        } catch (StorageUnavailableException e) {
            LOG.error("The list could not be read", e);
            return Answer.refusal(
                    new Problem(ProblemType.SERVICE_UNAVAILABLE, "The list cannot be read now. Try again."),
                    RETRY_AFTER_OUTAGE);
        }
    }

    private Range range(Cursor start) {
        var settled = clock.instant().minus(settledAfter);
        return new Range(start.after(), start.until().isBefore(settled) ? start.until() : settled);
    }

    /** Returns the first messages of a page that fit into an answer. */
    private static Page fitting(Page page) {
        var messages = new ArrayList<ListedMessage>();
        int bytes = 0;
        for (var message : page.messages()) {
            bytes += bytes(message);
            if (bytes > MAX_BYTES) {
                return new Page(messages, true);
            }
            messages.add(message);
        }
        return page;
    }

    private static int bytes(ListedMessage message) {
        int characters = message.messageTime().length()
                + message.orderId().map(String::length).orElse(0);
        return ENTRY_BYTES + CHARACTER_BYTES * characters;
    }

    private static Answer answer(ApiRequest request, Uuid companyId, ListQuery query, Page page) {
        var cursor = end(query.start(), page).encode(companyId);
        var next = page.more()
                ? Optional.of("%s/messages?limit=%d&cursor=%s".formatted(request.basePath(), query.limit(), cursor))
                : Optional.<String>empty();
        var members = new LinkedHashMap<String, JsonValue>();
        members.put("messages", entries(request.basePath(), page.messages()));
        members.put("cursor", new JsonString(cursor));
        members.put("next", next.<JsonValue>map(JsonString::new).orElseGet(JsonNull::new));
        return new Answer.Success(
                200,
                "listed",
                new JsonObject(members),
                next.map(url -> Map.of("Link", "<" + url + ">; rel=\"next\"")).orElse(Map.of()));
    }

    /** Returns the place after the last message of a page. */
    private static Cursor end(Cursor start, Page page) {
        return page.messages().isEmpty()
                ? start
                : new Cursor(page.messages().getLast().position(), start.until());
    }

    private static JsonArray entries(String basePath, List<ListedMessage> messages) {
        return new JsonArray(
                messages.stream().map(message -> entry(basePath, message)).toList());
    }

    private static JsonValue entry(String basePath, ListedMessage message) {
        var members = new LinkedHashMap<String, JsonValue>();
        members.put("message_id", new JsonString(message.messageId().value()));
        members.put("message_time", new JsonString(message.messageTime()));
        members.put("stored_at", new JsonString(message.position().storedAtText()));
        message.orderId().ifPresent(id -> members.put("order_id", new JsonString(id)));
        members.put("href", new JsonString(basePath + "/message/" + message.messageId()));
        return new JsonObject(members);
    }
}
