package ordermessage.companies;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServiceModelTest {
    private final ServiceModel model = new ServiceModel();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"ClientName": "x"}                                                     | request.UserPoolId: is missing
            {"UserPoolId": "p_1", "ClientName": "a/b"}                              | request.ClientName: does not match the pattern
            {"UserPoolId": "p_1", "ClientName": 7}                                  | request.ClientName: is not a string
            {"UserPoolId": "p_1", "ClientName": "x", "Secret": true}                | request.Secret: is not in the model
            {"UserPoolId": "p_1", "ClientName": "x", "GenerateSecret": "true"}      | request.GenerateSecret: is not of the type boolean
            {"UserPoolId": "p_1", "ClientName": "x", "AccessTokenValidity": 86401}  | request.AccessTokenValidity: is above the maximum
            {"UserPoolId": "p_1", "ClientName": "x", "AllowedOAuthFlows": ["none"]} | request.AllowedOAuthFlows[]: is not one of the values
            """)
    void aRequestThatDoesNotFitTheModelIsFound(String request, String problem) {
        assertThat(model.problemsOfRequest("CreateUserPoolClient", JsonParser.parseString(request)))
                .containsExactly(problem);
    }
}
