package ordermessage.http;

import java.util.Map;
import java.util.Optional;
import ordermessage.message.Uuid;

/** Whether a request may act for somebody. It may do so by its token's claims alone: no header or body counts. */
public sealed interface Authorization {

    /** The claim that names the company. Whoever adds a user sets it; the user cannot. */
    String COMPANY_CLAIM = "custom:company_id";

    record Granted(Caller caller) implements Authorization {}

    record Denied(Answer.Refusal refusal) implements Authorization {}

    /** @param claims of a token that the gateway has verified */
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

    /** Of a request that no authorizer has seen. */
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
