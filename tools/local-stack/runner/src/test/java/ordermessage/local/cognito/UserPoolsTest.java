package ordermessage.local.cognito;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.GsonBuilder;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import ordermessage.local.gateway.Request;
import ordermessage.local.gateway.RequestRefusedException;
import ordermessage.local.provision.LocalNames;
import ordermessage.local.template.Resource.Route;
import ordermessage.local.template.Stack;
import ordermessage.local.template.Template;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UserPoolsTest {
    private static final List<String> SCOPES = List.of("m/read", "company/e0721e56-fb09-4273-ae74-7bcbc92d43eb");
    private static final Route ROUTE = new Route("GET", "/x", Optional.empty(), List.of("m/read", "m/all"));
    private static final String TEMPLATE = """
            Resources:
              Pool: {Type: AWS::Cognito::UserPool}
              Api:
                Type: AWS::Serverless::Api
                Properties:
                  Auth:
                    DefaultAuthorizer: Users
                    Authorizers:
                      Users: {UserPoolArn: !GetAtt Pool.Arn}
                      Partners: {UserPoolArn: !GetAtt Pool.Arn, Identity: {Header: x-partner-token}}
            """;

    /** One folder for all tests. It gets the shared key, because a new key takes up to a second of processor time. */
    @TempDir
    private static Path keys;

    @TempDir
    private Path folder;

    private Stack stack;
    private UserPools pools;

    @BeforeEach
    void createPools() throws IOException {
        var unused = URI.create("http://localhost");
        var template = Files.writeString(folder.resolve("template.yaml"), TEMPLATE);
        stack = Template.read(template).stack(Map.of(), new LocalNames(unused, unused, unused));
        if (Files.notExists(keyFile())) {
            Files.writeString(keyFile(), SigningKeys.SHARED.of(keyFile()).toJSONString());
        }
        pools = new UserPools(stack, keys, SigningKeys.IN_FILES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer %s", "bearer %s", "BEARER   %s", "%s"})
    void aValidTokenIsAcceptedAndItsClaimsReachTheFunctionAsStrings(String header) throws RequestRefusedException {
        var claims = authorized(ROUTE, "Authorization", header.formatted(pools.token("client", SCOPES)))
                .orElseThrow();

        assertThat(claims)
                .containsEntry("scope", "m/read company/e0721e56-fb09-4273-ae74-7bcbc92d43eb")
                .containsEntry("token_use", "access")
                .containsEntry("client_id", "client")
                .containsEntry("sub", "client")
                .containsEntry("version", "2")
                .containsEntry("iss", stack.userPools().getFirst().issuer())
                .containsKeys("auth_time", "iat", "jti")
                .doesNotContainKey("aud");
        assertThat(claims.get("exp")).matches("\\w{3} \\w{3} \\d\\d \\d\\d:\\d\\d:\\d\\d UTC \\d{4}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer", "Bearer ", "Bearer x", "Bearer Bearer x", "Basic eDp4"})
    void aRequestWithoutAValidTokenIsRefused(String header) {
        assertThatThrownBy(() -> authorized(ROUTE, "Authorization", header)).hasMessage("UNAUTHORIZED");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"m/write", "m/rea", "m/reads", "xm/read", "M/read", "read", "m/read,m/all", "m/read\tm/all"})
    void aTokenWithoutAScopeOfTheRouteIsDenied(String scope) {
        var token = pools.token("client", List.of(scope, "company/e0721e56-fb09-4273-ae74-7bcbc92d43eb"));

        assertThatThrownBy(() -> authorized(ROUTE, "Authorization", token))
                .isInstanceOf(RequestRefusedException.class)
                .hasMessage("ACCESS_DENIED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"exp", "iat", "iss", "sub", "client_id", "scope", "token_use"})
    void aSignedTokenWithAClaimThatIsNullIsRefused(String claim) throws Exception {
        var key = RSAKey.parse(Files.readString(keyFile()));
        var claims = new HashMap<>(
                SignedJWT.parse(pools.token("client", SCOPES)).getPayload().toJSONObject());
        var genuine = signed(key, claims);
        claims.put(claim, null);

        assertThat(authorized(ROUTE, "Authorization", genuine)).isPresent();
        assertThatThrownBy(() -> authorized(ROUTE, "Authorization", signed(key, claims)))
                .hasMessage("UNAUTHORIZED");
    }

    /** Which one counts is not clear: a proxy in front of the API could check another one than the API. */
    @Test
    void aRequestWithTwoTokensIsRefused() throws RequestRefusedException {
        var token = pools.token("client", SCOPES);

        assertThat(authorized(ROUTE, "Authorization", List.of(token))).isPresent();
        assertThatThrownBy(() -> authorized(ROUTE, "Authorization", List.of(token, token)))
                .isInstanceOf(RequestRefusedException.class)
                .hasMessage("UNAUTHORIZED");
        assertThatThrownBy(() -> authorized(ROUTE, "Authorization", List.of("Bearer x", token)))
                .isInstanceOf(RequestRefusedException.class)
                .hasMessage("UNAUTHORIZED");
    }

    private static String signed(RSAKey key, Map<String, Object> claims) throws JOSEException {
        var json = new GsonBuilder().serializeNulls().create().toJson(claims);
        var token = new JWSObject(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(), new Payload(json));
        token.sign(new RSASSASigner(key));
        return token.serialize();
    }

    @Test
    void oneOfTheScopesOfTheRouteIsEnough() throws RequestRefusedException {
        assertThat(authorized(ROUTE, "Authorization", pools.token("client", List.of("m/write", "m/all"))))
                .isPresent();
    }

    @Test
    void aRouteWithoutAnAuthorizerIsPublic() throws RequestRefusedException {
        var route = new Route("GET", "/open", Optional.of("NONE"), List.of());

        assertThat(authorized(route, "Accept", "*/*")).isEmpty();
    }

    @Test
    void anAuthorizerReadsTheTokenFromItsOwnHeader() throws RequestRefusedException {
        var partners = new Route("GET", "/partners", Optional.of("Partners"), List.of("m/read"));
        var token = pools.token("client", SCOPES);

        assertThat(authorized(partners, "X-Partner-Token", token)).isPresent();
        assertThatThrownBy(() -> authorized(partners, "Authorization", token))
                .isInstanceOf(RequestRefusedException.class);
    }

    @Test
    void aTokenStaysValidAfterARestart() throws RequestRefusedException {
        var token = pools.token("client", SCOPES);

        pools = new UserPools(stack, keys, SigningKeys.IN_FILES);

        assertThat(authorized(ROUTE, "Authorization", token)).isPresent();
    }

    @Test
    void thePermissionsOfTheKeyFileAreRestored() throws IOException {
        Files.setPosixFilePermissions(keyFile(), PosixFilePermissions.fromString("rw-rw-rw-"));

        pools = new UserPools(stack, keys, SigningKeys.IN_FILES);

        assertThat(Files.getPosixFilePermissions(keyFile())).isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void theErrorForAnInvalidKeyFileNamesTheFileAndDoesNotQuoteIt() throws IOException {
        var invalid = Files.writeString(folder.resolve(keyFile().getFileName()), "{\"d\":\"secret\"}");

        assertThatThrownBy(() -> new UserPools(stack, folder, SigningKeys.IN_FILES))
                .hasMessageContaining(invalid.toString())
                .hasMessageNotContaining("secret")
                .hasNoCause();
    }

    private Path keyFile() {
        return keys.resolve(stack.userPools().getFirst().id() + ".json");
    }

    /** Returns the claims that the function gets; empty for a route without an authorizer. */
    private Optional<Map<String, String>> authorized(Route route, String header, String value)
            throws RequestRefusedException {
        return authorized(route, header, List.of(value));
    }

    private Optional<Map<String, String>> authorized(Route route, String header, List<String> values)
            throws RequestRefusedException {
        var request =
                new Request("id", Instant.EPOCH, "GET", URI.create("/prod/x"), Map.of(header, values), "127.0.0.1");
        var context = pools.authorizer(stack.api().orElseThrow()).authorize(request, route);
        return Optional.ofNullable(context.getAsJsonObject("claims"))
                .map(claims -> claims.asMap().entrySet().stream()
                        .collect(toMap(
                                Map.Entry::getKey, claim -> claim.getValue().getAsString())));
    }
}
