package ordermessage.list;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import ordermessage.http.Problem;
import ordermessage.http.ProblemType;
import ordermessage.message.Timestamp;
import ordermessage.message.Uuid;
import ordermessage.ports.ListPosition;

/**
 * The part of its list that a client asks for.
 *
 * @param start where the list begins and ends
 * @param limit the maximum number of messages of the answer
 */
record ListQuery(Cursor start, int limit) {
    private static final Set<String> PARAMETERS = Set.of("from", "to", "limit", "cursor");
    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 1_000;
    private static final Pattern LIMIT = Pattern.compile("[0-9]{1,4}");

    /**
     * Reads the parameters of a request.
     *
     * @throws InvalidQueryException when they are not valid
     */
    static ListQuery of(Map<String, String> parameters, Uuid companyId) {
        if (!PARAMETERS.containsAll(parameters.keySet())) {
            throw invalid("This route has only the parameters from, to, limit and cursor.");
        }
        return new ListQuery(start(parameters, companyId), limit(parameters));
    }

    private static Cursor start(Map<String, String> parameters, Uuid companyId) {
        var cursor = parameters.get("cursor");
        if (cursor == null) {
            return range(parameters);
        }
        if (parameters.containsKey("from") || parameters.containsKey("to")) {
            throw invalid("A cursor has the range of its list. Leave out from and to.");
        }
        return Cursor.decode(cursor, companyId)
                .orElseThrow(() -> new InvalidQueryException(new Problem(
                        ProblemType.INVALID_CURSOR, "Send a cursor exactly as your company got it from this route.")));
    }

    private static Cursor range(Map<String, String> parameters) {
        var from = instant("from", parameters).orElse(Instant.EPOCH);
        var to = instant("to", parameters).orElse(ListPosition.MAX_INSTANT);
        if (from.isAfter(to)) {
            throw invalid("The parameter from must not be later than to.");
        }
        return new Cursor(ListPosition.before(from), to);
    }

    private static Optional<Instant> instant(String name, Map<String, String> parameters) {
        return Optional.ofNullable(parameters.get(name))
                .map(text -> Timestamp.instant(text)
                        .orElseThrow(() -> invalid("The parameter " + name
                                + " must be a date-time of RFC 3339, such as 2023-12-10T22:02:38Z. Write a + as %2B.")))
                .map(ListQuery::listed);
    }

    /** Returns the nearest instant at which a message can have been stored. */
    private static Instant listed(Instant instant) {
        if (instant.isBefore(Instant.EPOCH)) {
            return Instant.EPOCH;
        }
        return instant.isAfter(ListPosition.MAX_INSTANT) ? ListPosition.MAX_INSTANT : instant;
    }

    private static int limit(Map<String, String> parameters) {
        var text = parameters.get("limit");
        if (text == null) {
            return DEFAULT_LIMIT;
        }
        int limit = LIMIT.matcher(text).matches() ? Integer.parseInt(text) : 0;
        if (limit < 1 || limit > MAX_LIMIT) {
            throw invalid("The parameter limit must be a whole number from 1 to 1000.");
        }
        return limit;
    }

    private static InvalidQueryException invalid(String detail) {
        return new InvalidQueryException(new Problem(ProblemType.INVALID_PARAMETER, detail));
    }
}
