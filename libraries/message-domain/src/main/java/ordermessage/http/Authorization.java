package ordermessage.http;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import ordermessage.message.Uuid;

/** Decides who a request acts for. Only the claims of its verified token count, no header and no body. */
public sealed interface Authorization {

    /** The claim with the scopes of an access token, separated by spaces. The scopes name the company. */
    String SCOPE_CLAIM = "scope";

    /** The start of every scope that could name a company. */
    String COMPANY_PREFIX = "company";

    /** A scope that names a company. A resource server holds 100 scopes, so there are company-2, company-3 and so on. */
    Pattern COMPANY_SCOPE = Pattern.compile("company(?:-(?:[2-9]|[1-9][0-9]+))?/([^/]+)");

    record Granted(Caller caller) implements Authorization {}

    record Denied(Answer.Refusal refusal) implements Authorization {}

    /**
     * Authorizes by claims. A token must have exactly one scope that starts with {@code company}, and that scope must name
     * a UUID.
     *
     * @param claims the claims of a token that the gateway has verified
     */
    static Authorization byClaims(Map<?, ?> claims) {
        var scopes = claims.get(SCOPE_CLAIM) instanceof String text ? text.split(" ", -1) : new String[0];
        var companies = Stream.of(scopes)
                .filter(scope -> scope.startsWith(COMPANY_PREFIX))
                .toList();
        return company(companies)
                .<Authorization>map(company -> new Granted(new Caller.Company(company)))
                .orElseGet(() -> denied(
                        ProblemType.FORBIDDEN,
                        "The token must have exactly one scope of the form company/<uuid>. An operator gives it to an app client.",
                        Map.of()));
    }

    /** Returns the company that the scopes name; empty unless there is one scope, and it names a UUID. */
    private static Optional<Uuid> company(List<String> scopes) {
        if (scopes.size() != 1) {
            return Optional.empty();
        }
        var scope = COMPANY_SCOPE.matcher(scopes.getFirst());
        return scope.matches() ? Uuid.parse(scope.group(1)) : Optional.empty();
    }

    /** Denies a request without claims. */
    static Authorization withoutClaims() {
        return denied(
                ProblemType.UNAUTHORIZED,
                "Send an access token of your company in the header Authorization.",
                Map.of("WWW-Authenticate", "Bearer"));
    }

    private static Denied denied(ProblemType type, String detail, Map<String, String> headers) {
        return new Denied(new Answer.Refusal(new Problem(type, detail), headers));
    }
}
