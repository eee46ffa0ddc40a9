package ordermessage.local.cognito;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import ordermessage.local.gateway.Refusal;
import ordermessage.local.gateway.Request;
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
    private static final String COMPANY = "e0721e56-fb09-4273-ae74-7bcbc92d43eb";
    private static final Route ROUTE = new Route("GET", "/x");
    private static final String TEMPLATE = """
            Resources:
              Pool: {Type: AWS::Cognito::UserPool}
              Client: {Type: AWS::Cognito::UserPoolClient, Properties: {UserPoolId: !Ref Pool}}
              Api:
                Type: AWS::Serverless::Api
                Properties:
                  Auth:
                    DefaultAuthorizer: Users
                    Authorizers:
                      Users: {UserPoolArn: !GetAtt Pool.Arn}
                      Partners: {UserPoolArn: !GetAtt Pool.Arn, Identity: {Header: x-partner-token}}
            """;

    @TempDir
    private Path folder;

    private Stack stack;
    private UserPools pools;

    @BeforeEach
    void createPools() throws IOException {
        var unused = URI.create("http://localhost");
        var template = Files.writeString(folder.resolve("template.yaml"), TEMPLATE);
        stack = Template.read(template).stack(Map.of(), new LocalNames(unused, unused));
        pools = new UserPools(stack, folder.resolve("keys"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer %s", "%s"})
    void aValidTokenIsAcceptedAndItsClaimsReachTheFunctionAsStrings(String header) throws Refusal {
        var claims = authorized(ROUTE, "Authorization", header.formatted(pools.token(COMPANY)))
                .orElseThrow();

        assertThat(claims)
                .containsEntry("custom:company_id", COMPANY)
                .containsEntry("token_use", "id")
                .containsEntry("aud", stack.userPoolClients().getFirst().id())
                .containsEntry("iss", stack.userPools().getFirst().issuer())
                .containsKeys("sub", "cognito:username", "auth_time", "event_id", "jti");
        assertThat(claims.get("exp")).matches("\\w{3} \\w{3} \\d\\d \\d\\d:\\d\\d:\\d\\d UTC \\d{4}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer", "Bearer ", "Bearer x", "Basic eDp4"})
    void aRequestWithoutAValidTokenIsRefused(String header) {
        assertThatThrownBy(() -> authorized(ROUTE, "Authorization", header)).isInstanceOf(Refusal.class);
    }

    @Test
    void aRouteWithoutAnAuthorizerIsPublic() throws Refusal {
        var route = new Route("GET", "/open", Optional.of("NONE"));

        assertThat(authorized(route, "Accept", "*/*")).isEmpty();
    }

    @Test
    void anAuthorizerReadsTheTokenFromItsOwnHeader() throws Refusal {
        var partners = new Route("GET", "/partners", Optional.of("Partners"));
        var token = pools.token(COMPANY);

        assertThat(authorized(partners, "X-Partner-Token", token)).isPresent();
        assertThatThrownBy(() -> authorized(partners, "Authorization", token)).isInstanceOf(Refusal.class);
    }

    @Test
    void aTokenStaysValidAfterARestart() throws Refusal {
        var token = pools.token(COMPANY);

        pools = new UserPools(stack, folder.resolve("keys"));

        assertThat(authorized(ROUTE, "Authorization", token)).isPresent();
    }

    @Test
    void thePermissionsOfTheKeyFileAreRestored() throws IOException {
        Files.setPosixFilePermissions(keyFile(), PosixFilePermissions.fromString("rw-rw-rw-"));

        pools = new UserPools(stack, folder.resolve("keys"));

        assertThat(Files.getPosixFilePermissions(keyFile())).isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void theErrorForAnInvalidKeyFileNamesTheFileAndDoesNotQuoteIt() throws IOException {
        Files.writeString(keyFile(), "{\"d\":\"secret\"}");

        assertThatThrownBy(() -> new UserPools(stack, folder.resolve("keys")))
                .hasMessageContaining(keyFile().toString())
                .hasMessageNotContaining("secret")
                .hasNoCause();
    }

    private Path keyFile() {
        return folder.resolve("keys", stack.userPools().getFirst().id() + ".json");
    }

    /** Returns the claims that the function gets; empty for a route without an authorizer. */
    private Optional<Map<String, String>> authorized(Route route, String header, String value) throws Refusal {
        var request = new Request(
                "id", Instant.EPOCH, "GET", URI.create("/prod/x"), Map.of(header, List.of(value)), "127.0.0.1");
        var context = pools.authorizer(stack.api().orElseThrow()).authorize(request, route);
        return Optional.ofNullable(context.getAsJsonObject("claims"))
                .map(claims -> claims.asMap().entrySet().stream()
                        .collect(toMap(
                                Map.Entry::getKey, claim -> claim.getValue().getAsString())));
    }
}
