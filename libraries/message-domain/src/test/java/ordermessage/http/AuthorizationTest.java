package ordermessage.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import ordermessage.message.Uuid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuthorizationTest {
    private static final String COMPANY = "e0721e56-fb09-4273-ae74-7bcbc92d43eb";
    private static final String OTHER = "bbbbbbbb-0000-4000-8000-000000000002";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "company/" + COMPANY,
                "company/E0721E56-FB09-4273-AE74-7BCBC92D43EB",
                "messages/write messages/read company/" + COMPANY,
                "company-2/" + COMPANY + " messages/read",
                "company-24/" + COMPANY,
                " company/" + COMPANY + "  messages/read ",
                "mycompany/" + OTHER + " company/" + COMPANY
            })
    void aTokenActsForTheCompanyOfItsOneCompanyScope(String scope) {
        assertThat(Authorization.byClaims(Map.of("sub", "x", "scope", scope)))
                .isEqualTo(new Authorization.Granted(new Caller.Company(new Uuid(COMPANY))));
    }

    static List<Map<String, ?>> claimsWithoutExactlyOneCompany() {
        var none = new HashMap<String, String>();
        none.put("scope", null);
        return List.of(
                Map.of(),
                none,
                Map.of("Scope", "company/" + COMPANY),
                Map.of("custom:company_id", COMPANY),
                Map.of("company_id", COMPANY),
                Map.of("scope", List.of("company/" + COMPANY)),
                Map.of("scope", 7));
    }

    static List<Map<String, ?>> scopesWithoutExactlyOneCompany() {
        return Stream.of(
                        "",
                        "messages/read messages/write",
                        "company",
                        "company/",
                        "company/*",
                        "company/acme",
                        "company/" + COMPANY + "/",
                        "company//" + COMPANY,
                        "company/../" + COMPANY,
                        "company/" + COMPANY + "," + OTHER,
                        "company/" + COMPANY + "\tcompany/" + OTHER,
                        "company/" + COMPANY + "\n",
                        "company/ " + COMPANY,
                        "company/" + COMPANY + " company/" + OTHER,
                        "company/" + COMPANY + " company/" + COMPANY,
                        "company/" + COMPANY + " company-2/" + OTHER,
                        "company/" + COMPANY + " company/acme",
                        "company/" + COMPANY + " company",
                        "company/" + COMPANY + " company-x/" + OTHER,
                        "company-/" + COMPANY,
                        "company-0/" + COMPANY,
                        "company-1/" + COMPANY,
                        "company-02/" + COMPANY,
                        "company-x/" + COMPANY,
                        "company-2-3/" + COMPANY,
                        "company2/" + COMPANY,
                        "companyx/" + COMPANY,
                        "Company/" + COMPANY,
                        "xcompany/" + COMPANY,
                        "x/company/" + COMPANY,
                        "messages/company/" + COMPANY,
                        "messages/" + COMPANY)
                .<Map<String, ?>>map(scope -> Map.of("scope", scope))
                .toList();
    }

    @ParameterizedTest
    @MethodSource({"claimsWithoutExactlyOneCompany", "scopesWithoutExactlyOneCompany"})
    void aTokenWithoutExactlyOneCompanyScopeIsForbiddenEverything(Map<String, ?> claims) {
        var denied = (Authorization.Denied) Authorization.byClaims(claims);

        assertThat(denied.refusal().problem().type()).isEqualTo(ProblemType.FORBIDDEN);
    }

    @Test
    void aRequestWithoutClaimsIsUnauthorizedAndGetsTheHeaderWwwAuthenticate() {
        var denied = (Authorization.Denied) Authorization.withoutClaims();

        assertThat(denied.refusal().problem().type()).isEqualTo(ProblemType.UNAUTHORIZED);
        assertThat(denied.refusal().headers()).containsEntry("WWW-Authenticate", "Bearer");
    }
}
