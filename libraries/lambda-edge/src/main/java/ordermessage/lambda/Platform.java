package ordermessage.lambda;

import java.util.Map;
import ordermessage.http.Authorization;
import ordermessage.http.Caller;

/** Where a function runs. */
public enum Platform {
    /** On AWS, or under {@code make run}: behind the authorizer of the API. */
    LAMBDA,

    /** On {@code sam local}, which has no authorizer of Cognito's kind and says so in the environment. */
    SAM_LOCAL;

    public static Platform of(Map<String, String> environment) {
        return "true".equals(environment.get("AWS_SAM_LOCAL")) ? SAM_LOCAL : LAMBDA;
    }

    /** Of a request that comes without the claims of a token. */
    Authorization withoutClaims() {
        return switch (this) {
            case LAMBDA -> Authorization.withoutClaims();
            case SAM_LOCAL -> new Authorization.Granted(new Caller.Anybody());
        };
    }
}
