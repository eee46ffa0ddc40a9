package ordermessage.local;

import java.util.ArrayList;
import ordermessage.local.cognito.UserPools;

/** Issues access tokens of companies without an app client: for {@code make token} and for tests. */
final class CompanyTokens {
    private static final String CLIENT_ID = "maketoken";

    private final UserPools pools;

    CompanyTokens(UserPools pools) {
        this.pools = pools;
    }

    /** Issues a token that may send and read messages of a company. */
    String token(String companyId) {
        return token(companyId, Access.READ_WRITE);
    }

    String token(String companyId, Access access) {
        var scopes = new ArrayList<>(access.scopes());
        scopes.add("company/" + companyId);
        return pools.token(CLIENT_ID, scopes);
    }
}
