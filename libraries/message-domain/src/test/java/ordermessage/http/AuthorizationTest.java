package ordermessage.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import ordermessage.message.Uuid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuthorizationTest {
    private static final String COMPANY = "e0721e56-fb09-4273-ae74-7bcbc92d43eb";

    @ParameterizedTest
    @ValueSource(strings = {COMPANY, "E0721E56-FB09-4273-AE74-7BCBC92D43EB"})
    void aTokenActsForTheCompanyThatItNamesInAnyCase(String claim) {
        assertThat(Authorization.byClaims(Map.of("sub", "x", "custom:company_id", claim)))
                .isEqualTo(new Authorization.Granted(new Caller.Company(new Uuid(COMPANY))));
    }

    static List<Map<String, ?>> claimsWithoutACompany() {
        var none = new HashMap<String, String>();
        none.put("custom:company_id", null);
        return List.of(
                Map.of(),
                none,
                Map.of("company_id", COMPANY),
                Map.of("Custom:Company_Id", COMPANY),
                Map.of("custom:company_id", ""),
                Map.of("custom:company_id", "*"),
                Map.of("custom:company_id", COMPANY + " "),
                Map.of("custom:company_id", COMPANY + "," + COMPANY),
                Map.of("custom:company_id", List.of(COMPANY)),
                Map.of("custom:company_id", 7));
    }

    @ParameterizedTest
    @MethodSource("claimsWithoutACompany")
    void aTokenThatNamesNoCompanyIsForbiddenEverything(Map<String, ?> claims) {
        var denied = (Authorization.Denied) Authorization.byClaims(claims);

        assertThat(denied.refusal().problem().type()).isEqualTo(ProblemType.FORBIDDEN);
    }

    @Test
    void aRequestWithoutClaimsIsUnauthorizedAndToldWhatIsAskedFor() {
        var denied = (Authorization.Denied) Authorization.withoutClaims();

        assertThat(denied.refusal().problem().type()).isEqualTo(ProblemType.UNAUTHORIZED);
        assertThat(denied.refusal().headers()).containsEntry("WWW-Authenticate", "Bearer");
    }
}
