package ordermessage.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests the user pool, its resource server and the authorizer of the API. */
class AuthorizerTest {
    private static final SamTemplate TEMPLATE = SamTemplate.read();
    private static final YamlNode POOL = TEMPLATE.resource("UserPool").at("Properties");
    private static final YamlNode AUTH = TEMPLATE.resource("Api").at("Properties", "Auth");

    /** The scope that a route of a method demands. */
    private static final Map<String, String> SCOPES = Map.of("GET", "messages/read", "POST", "messages/write");

    static Iterable<YamlNode> routes() {
        return TEMPLATE.functions().stream()
                .flatMap(function -> function.events("Api").stream())
                .toList();
    }

    @Test
    void theApisDefaultAuthorizerIsTheUserPool() {
        var authorizer = AUTH.at("Authorizers", AUTH.at("DefaultAuthorizer").text());

        assertThat(AUTH.at("Authorizers").entries()).hasSize(1);
        assertThat(authorizer.value()).isEqualTo(Map.of("UserPoolArn", Map.of("Fn::GetAtt", "UserPool.Arn")));
    }

    /** Without scopes, a route would take ID tokens and every access token. */
    @ParameterizedTest
    @MethodSource("routes")
    void everyRouteDemandsTheScopeOfItsMethod(YamlNode route) {
        assertThat(route.at("Auth").entries()).containsOnlyKeys("Authorizer", "AuthorizationScopes");
        assertThat(route.at("Auth", "Authorizer").text())
                .isEqualTo(AUTH.at("DefaultAuthorizer").text());
        assertThat(route.at("Auth", "AuthorizationScopes").texts())
                .containsExactly(SCOPES.get(route.at("Method").text()));
    }

    @Test
    void theResourceServerHasTheScopesOfTheRoutes() {
        assertThat(TEMPLATE.resourcesOf("AWS::Cognito::UserPoolResourceServer")).hasSize(1);
        var server = TEMPLATE.resource("MessagesResourceServer").at("Properties");

        assertThat(SamTemplate.references(server.at("UserPoolId"))).containsExactly("UserPool");
        assertThat(server.at("Scopes").items())
                .extracting(scope -> server.at("Identifier").text() + "/"
                        + scope.at("ScopeName").text())
                .containsExactlyInAnyOrderElementsOf(SCOPES.values());
    }

    /** The operator's tool creates app clients. A deployment would reset what the tool has changed. */
    @Test
    void theTemplateHasNoAppClientAndNoScopeOfACompany() {
        assertThat(TEMPLATE.resourcesOf("AWS::Cognito::UserPoolClient")).isEmpty();
        assertThat(TEMPLATE.resourcesOf("AWS::Cognito::UserPoolResourceServer").values())
                .extracting(server -> server.at("Properties", "Identifier").text())
                .isEqualTo(List.of("messages"));
    }

    @Test
    void nobodyCanSignUp() {
        assertThat(POOL.at("AdminCreateUserConfig", "AllowAdminCreateUserOnly").text())
                .isEqualTo("true");
    }

    @Test
    void theUserPoolHasTheCheapestPlan() {
        assertThat(POOL.at("UserPoolTier").text()).isEqualTo("LITE");
    }

    @Test
    void aTokenIsValidForOneHourByDefault() {
        assertThat(TEMPLATE.root().at("Parameters", "TokenMinutes", "Default").number())
                .isEqualTo(60);
    }
}
