package ordermessage.smoke;

import java.time.Instant;

/** Gives the access token with which the check calls the API. */
@FunctionalInterface
public interface TokenSource {
    /**
     * Returns an access token of a company.
     *
     * @param deadline when the token must be there
     * @throws StepFailedException when there is no token
     */
    String token(Instant deadline);
}
