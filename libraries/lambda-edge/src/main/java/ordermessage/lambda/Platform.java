package ordermessage.lambda;

import java.util.Map;
import ordermessage.http.Authorization;
import ordermessage.http.Caller;

/** The platform that a function runs on. */
public enum Platform {
    /** AWS, or {@code make run}: behind the authorizer of the API. */
    LAMBDA,

    /** {@code sam local}, which has no Cognito authorizer. It sets the variable {@code AWS_SAM_LOCAL}. */
    SAM_LOCAL;

    public static Platform of(Map<String, String> environment) {
        return "true".equals(environment.get("AWS_SAM_LOCAL")) ? SAM_LOCAL : LAMBDA;
    }

    /** Authorizes a request that comes without the claims of a token. */
    Authorization withoutClaims() {
        return switch (this) {
            case LAMBDA -> Authorization.withoutClaims();
            case SAM_LOCAL -> new Authorization.Granted(new Caller.Anybody());
        };
    }
}
