package ordermessage.local.cognito;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/**
 * A request to the token endpoint (RFC 6749, section 4.4.2).
 *
 * @param clientId the id of the app client, from the header or from the body
 * @param clientSecret the secret; empty if there is none
 * @param basic whether the client authenticates with HTTP Basic
 * @param scope the scopes that the client asks for, separated by spaces; empty for all that it may have
 */
record TokenRequest(String grantType, String clientId, String clientSecret, boolean basic, String scope) {
    private static final String BASIC = "Basic ";

    /**
     * Reads a request.
     *
     * @param authorization the header {@code Authorization}; null if there is none
     * @param body the body in the format {@code application/x-www-form-urlencoded}
     * @throws TokenRefusedException when the request is malformed, has a parameter twice, or authenticates in two ways
     */
    static TokenRequest read(String authorization, String body) throws TokenRefusedException {
        try {
            var form = form(body);
            if (authorization == null) {
                return of(form, parameter(form, "client_id"), parameter(form, "client_secret"), false);
            }
            var credentials = credentials(authorization);
            var sameClient = form.getOrDefault("client_id", credentials[0]).equals(credentials[0]);
            if (form.containsKey("client_secret") || !sameClient) {
                throw new TokenRefusedException(OAuthError.INVALID_REQUEST);
            }
            return of(form, credentials[0], credentials[1], true);
        } catch (IllegalArgumentException e) {
            // The percent-encoding or the Base64 is malformed.
            throw new TokenRefusedException(OAuthError.INVALID_REQUEST);
        }
    }

    private static TokenRequest of(Map<String, String> form, String clientId, String secret, boolean basic) {
        return new TokenRequest(parameter(form, "grant_type"), clientId, secret, basic, parameter(form, "scope"));
    }

    private static Map<String, String> form(String body) throws TokenRefusedException {
        var form = new HashMap<String, String>();
        for (var parameter : body.split("&", -1)) {
            var parts = parameter.split("=", 2);
            if (!parts[0].isEmpty() && form.put(decoded(parts[0]), parts.length < 2 ? "" : decoded(parts[1])) != null) {
                throw new TokenRefusedException(OAuthError.INVALID_REQUEST);
            }
        }
        return form;
    }

    /** Returns the id and the secret of HTTP Basic. Each of them is encoded as a form parameter. */
    private static String[] credentials(String authorization) throws TokenRefusedException {
        if (!authorization.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
            throw new TokenRefusedException(OAuthError.INVALID_REQUEST);
        }
        var decoded = Base64.getDecoder()
                .decode(authorization.substring(BASIC.length()).strip());
        var parts = new String(decoded, StandardCharsets.UTF_8).split(":", 2);
        return new String[] {decoded(parts[0]), parts.length < 2 ? "" : decoded(parts[1])};
    }

    private static String parameter(Map<String, String> form, String name) {
        return form.getOrDefault(name, "");
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
