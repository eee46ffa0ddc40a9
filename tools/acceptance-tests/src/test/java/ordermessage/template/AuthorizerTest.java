package ordermessage.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the user pool, its client and the authorizer of the API. */
class AuthorizerTest {
    private static final SamTemplate TEMPLATE = SamTemplate.read();
    private static final YamlNode POOL = TEMPLATE.resource("UserPool").at("Properties");
    private static final YamlNode CLIENT = TEMPLATE.resource("UserPoolClient").at("Properties");
    private static final YamlNode AUTH = TEMPLATE.resource("Api").at("Properties", "Auth");

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

    @ParameterizedTest
    @MethodSource("routes")
    void noRouteOverridesTheDefaultAuthorizer(YamlNode route) {
        assertThat(route.at("Auth").isAbsent()).isTrue();
    }

    @Test
    void onlyAdministratorsCreateUsersAndRecoverAccounts() {
        assertThat(POOL.at("AdminCreateUserConfig", "AllowAdminCreateUserOnly").text())
                .isEqualTo("true");
        assertThat(POOL.at("AccountRecoverySetting", "RecoveryMechanisms").items())
                .extracting(mechanism -> mechanism.at("Name").text())
                .containsExactly("admin_only");
    }

    @Test
    void aPasswordIsLongAndHasEveryKindOfCharacter() {
        var policy = POOL.at("Policies", "PasswordPolicy");

        assertThat(policy.at("MinimumLength").number()).isGreaterThanOrEqualTo(14);
        assertThat(policy.at("TemporaryPasswordValidityDays").number()).isEqualTo(1);
        assertThat(policy.entries())
                .extractingByKeys("RequireLowercase", "RequireUppercase", "RequireNumbers", "RequireSymbols")
                .extracting(YamlNode::text)
                .containsOnly("true");
    }

    @Test
    void theSecondFactorIsAnAuthenticatorAppAndCannotBeTurnedOff() {
        assertThat(POOL.at("EnabledMfas").texts()).containsExactly("SOFTWARE_TOKEN_MFA");
        assertThat(TEMPLATE.root()
                        .at("Parameters", POOL.at("MfaConfiguration", "Ref").text(), "AllowedValues")
                        .texts())
                .containsExactlyInAnyOrder("OPTIONAL", "ON");
    }

    @Test
    void theUserPoolHasDeletionProtection() {
        assertThat(POOL.at("DeletionProtection").text()).isEqualTo("ACTIVE");
    }

    @Test
    void theCompanyIdIsImmutableAndTheClientOnlyReadsIt() {
        assertThat(POOL.at("Schema").items()).singleElement().satisfies(attribute -> {
            assertThat(attribute.at("Name").text()).isEqualTo("company_id");
            assertThat(attribute.at("AttributeDataType").text()).isEqualTo("String");
            assertThat(attribute.at("Mutable").text()).isEqualTo("false");
        });
        assertThat(CLIENT.at("ReadAttributes").texts()).contains("custom:company_id");
        assertThat(CLIENT.at("WriteAttributes").texts()).isNotEmpty().doesNotContain("custom:company_id");
    }

    /** The API accepts the tokens of every client of the user pool. */
    @Test
    void theUserPoolHasExactlyOneClient() {
        assertThat(TEMPLATE.resourcesOf("AWS::Cognito::UserPoolClient")).containsOnlyKeys("UserPoolClient");
        assertThat(SamTemplate.references(CLIENT.at("UserPoolId"))).containsExactly("UserPool");
    }

    @Test
    void theClientHasNoSecretAndDoesNotRevealWhichUsersExist() {
        assertThat(CLIENT.at("GenerateSecret").text()).isEqualTo("false");
        assertThat(CLIENT.at("PreventUserExistenceErrors").text()).isEqualTo("ENABLED");
        assertThat(CLIENT.at("EnableTokenRevocation").text()).isEqualTo("true");
    }

    @ParameterizedTest
    @ValueSource(strings = {"IdTokenValidity", "AccessTokenValidity"})
    void aTokenIsValidForOneHourByDefault(String validity) {
        assertThat(TEMPLATE.number(CLIENT.at(validity))).isEqualTo(60);
        assertThat(CLIENT.at("TokenValidityUnits", validity.replace("Validity", ""))
                        .text())
                .isEqualTo("minutes");
    }
}
