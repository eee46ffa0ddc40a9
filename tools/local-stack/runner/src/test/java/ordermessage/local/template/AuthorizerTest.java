package ordermessage.local.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import ordermessage.local.provision.LocalNames;
import ordermessage.local.template.Resource.TokenAuthorizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests how the template's authorizers and user pools are read. */
class AuthorizerTest {
    private static final PhysicalNames NAMES =
            new LocalNames(URI.create("http://127.0.0.1:9324"), URI.create("http://127.0.0.1:3000"));

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            -                         | -                            | -
            DefaultAuthorizer: Users  | -                            | Authorization
            DefaultAuthorizer: Users  | , Auth: {Authorizer: NONE}   | -
            DefaultAuthorizer: Users  | , Auth: {Authorizer: Others} | X-Token
            -                         | , Auth: {Authorizer: Others} | X-Token
            """)
    void aRouteHasItsOwnAuthorizerOrTheDefaultOfTheApi(String api, String route, String header) {
        var stack = parse("", orEmpty(api), orEmpty(route));

        assertThat(authorizer(stack))
                .isEqualTo(Optional.ofNullable(header).map(name -> new TokenAuthorizer("Pool", name)));
    }

    @ParameterizedTest
    @CsvSource({"Custom", "AWS_IAM", "Typo"})
    void anUnsupportedAuthorizerIsAnErrorAndDoesNotMakeTheRoutePublic(String name) {
        assertThatThrownBy(() -> parse("", "DefaultAuthorizer: " + name, ""))
                .isInstanceOf(TemplateException.class)
                .hasMessage("Api.Auth.Authorizers: %s is not defined, or not supported on one machine".formatted(name));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                                                                    | PT1H
            ', IdTokenValidity: 2'                                                | PT2H
            ', IdTokenValidity: 20, TokenValidityUnits: {IdToken: minutes}'       | PT20M
            ', IdTokenValidity: 600, TokenValidityUnits: {IdToken: seconds}'      | PT10M
            ', IdTokenValidity: 1, TokenValidityUnits: {IdToken: days}'           | PT24H
            """)
    void theClientSetsHowLongATokenIsValid(String properties, Duration validity) {
        assertThat(parse(properties, "", "").userPoolClients())
                .extracting(Resource.UserPoolClient::userPool, Resource.UserPoolClient::idTokenValidity)
                .containsExactly(tuple("Pool", validity));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ', IdTokenValidity: 1, TokenValidityUnits: {IdToken: minutes}' | Client.IdTokenValidity: PT1M is not within 5 minutes to 1 day
            ', IdTokenValidity: 1, TokenValidityUnits: {IdToken: weeks}'   | Client.TokenValidityUnits.IdToken: weeks is not one of seconds, minutes, hours, days
            """)
    void aValidityThatCognitoWouldRefuseIsAnError(String properties, String message) {
        assertThatThrownBy(() -> parse(properties, "", "")).hasMessage(message);
    }

    @Test
    void aPoolHasAnIdAndAnIssuerAsOnAws() {
        assertThat(parse("", "", "").userPools()).singleElement().satisfies(pool -> {
            assertThat(pool.id()).isEqualTo(LocalNames.REGION + "_Pool");
            assertThat(pool.issuer()).startsWith("https://cognito-idp.").endsWith("/" + pool.id());
        });
    }

    private static Optional<TokenAuthorizer> authorizer(Stack stack) {
        return stack.api()
                .orElseThrow()
                .authorizerOf(stack.functions().getFirst().routes().getFirst());
    }

    private static String orEmpty(String text) {
        return text == null ? "" : text;
    }

    private static Stack parse(String client, String api, String route) {
        var text = """
                Resources:
                  Pool: {Type: AWS::Cognito::UserPool}
                  Client: {Type: AWS::Cognito::UserPoolClient, Properties: {UserPoolId: !Ref Pool%s}}
                  Api:
                    Type: AWS::Serverless::Api
                    Properties:
                      Auth:
                        %s
                        Authorizers:
                          Users: {UserPoolArn: !GetAtt Pool.Arn}
                          Others: {UserPoolArn: !GetAtt Pool.Arn, Identity: {Header: X-Token}}
                          Custom: {FunctionArn: !GetAtt Function.Arn}
                  Function:
                    Type: AWS::Serverless::Function
                    Properties:
                      Handler: h
                      Events:
                        Get: {Type: Api, Properties: {RestApiId: !Ref Api, Method: get, Path: /x%s}}
                """.formatted(client, api, route);
        return Template.parse("template.yaml", text).stack(Map.of(), NAMES);
    }
}
