package ordermessage.local.cognito;

import com.google.gson.JsonObject;
import com.nimbusds.jwt.JWTClaimsSet;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import ordermessage.local.gateway.Authorizer;
import ordermessage.local.gateway.GatewayError;
import ordermessage.local.gateway.Request;
import ordermessage.local.gateway.RequestRefusedException;
import ordermessage.local.template.Resource;

/**
 * Authorizes requests like an authorizer of API Gateway of the type {@code COGNITO_USER_POOLS}, but caches no decision.
 */
final class TokenAuthorizer implements Authorizer {
    /** API Gateway accepts a token with this scheme or without it. The case of a scheme does not matter (RFC 9110). */
    private static final Pattern SCHEME = Pattern.compile("^bearer +", Pattern.CASE_INSENSITIVE);

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "EEE MMM dd HH:mm:ss 'UTC' yyyy", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private final Resource.Api api;
    private final Map<String, TokenVerifier> verifiers;

    /** @param verifiers the verifier of each user pool by its logical id */
    TokenAuthorizer(Resource.Api api, Map<String, TokenVerifier> verifiers) {
        this.api = api;
        this.verifiers = verifiers;
    }

    @Override
    public JsonObject authorize(Request request, Resource.Route route) throws RequestRefusedException {
        var context = new JsonObject();
        var authorizer = api.authorizerOf(route);
        if (authorizer.isPresent()) {
            var verified = verified(request, authorizer.get());
            if (Collections.disjoint(route.scopes(), scopes(verified))) {
                throw new RequestRefusedException(GatewayError.ACCESS_DENIED);
            }
            context.add("claims", claims(verified));
        }
        return context;
    }

    private JWTClaimsSet verified(Request request, Resource.TokenAuthorizer authorizer) throws RequestRefusedException {
        // Of two tokens, it is not clear which one counts, so neither does.
        return request.onlyHeader(authorizer.header())
                .map(value -> SCHEME.matcher(value).replaceFirst(""))
                .flatMap(verifiers.get(authorizer.userPool())::verify)
                .orElseThrow(() -> new RequestRefusedException(GatewayError.UNAUTHORIZED));
    }

    private static List<String> scopes(JWTClaimsSet verified) {
        return verified.getClaim("scope") instanceof String scopes ? List.of(scopes.split(" ", -1)) : List.of();
    }

    /** Converts all claims to strings, as API Gateway does. */
    private static JsonObject claims(JWTClaimsSet verified) {
        var claims = new JsonObject();
        verified.getClaims().forEach((name, value) -> claims.addProperty(name, text(value)));
        return claims;
    }

    private static String text(Object value) {
        return switch (value) {
            case Date time -> TIME.format(time.toInstant());
            case Collection<?> values -> values.stream().map(String::valueOf).collect(Collectors.joining(","));
            case null -> "";
            default -> String.valueOf(value);
        };
    }
}
