package ordermessage.http;

import java.util.Map;
import java.util.Optional;
import ordermessage.message.Uuid;

/** Decides who a request acts for. Only the claims of its verified token count, no header and no body. */
public sealed interface Authorization {

    /** The claim that names the company. An operator sets it when the user is added; the user cannot change it. */
    String COMPANY_CLAIM = "custom:company_id";

    record Granted(Caller caller) implements Authorization {}

    record Denied(Answer.Refusal refusal) implements Authorization {}

    /**
     * Authorizes by claims.
     *
     * @param claims the claims of a token that the gateway has verified
     */
    static Authorization byClaims(Map<?, ?> claims) {
        return Optional.ofNullable(claims.get(COMPANY_CLAIM))
                .map(String::valueOf)
                .filter(Uuid::isUuid)
                .<Authorization>map(id -> new Granted(new Caller.Company(new Uuid(id))))
                .orElseGet(() -> denied(
                        ProblemType.FORBIDDEN,
                        "The token names no company. An operator sets a user's company.",
                        Map.of()));
    }

    /** Denies a request without claims. */
    static Authorization withoutClaims() {
        return denied(
                ProblemType.UNAUTHORIZED,
                "Send the ID token of a user of your company in the header Authorization.",
                Map.of("WWW-Authenticate", "Bearer"));
    }

    private static Denied denied(ProblemType type, String detail, Map<String, String> headers) {
        return new Denied(new Answer.Refusal(new Problem(type, detail), headers));
    }
}
