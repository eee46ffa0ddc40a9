package ordermessage.local.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import ordermessage.local.provision.LocalNames;
import ordermessage.local.template.Resource.TokenAuthorizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests how the template's authorizers and user pools are read. */
class AuthorizerTest {
    private static final PhysicalNames NAMES = new LocalNames(
            URI.create("http://127.0.0.1:9324"),
            URI.create("http://127.0.0.1:3000"),
            URI.create("http://127.0.0.1:9229"));

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            -                         | -                                                                | -
            DefaultAuthorizer: Users  | ', Auth: {AuthorizationScopes: [m/read]}'                        | Authorization
            DefaultAuthorizer: Users  | ', Auth: {Authorizer: NONE}'                                     | -
            DefaultAuthorizer: Users  | ', Auth: {Authorizer: Others, AuthorizationScopes: [m/read]}'    | X-Token
            -                         | ', Auth: {Authorizer: Others, AuthorizationScopes: [m/read]}'    | X-Token
            """)
    void aRouteHasItsOwnAuthorizerOrTheDefaultOfTheApi(String api, String route, String header) {
        var stack = parse(orEmpty(api), orEmpty(route));

        assertThat(authorizer(stack))
                .isEqualTo(Optional.ofNullable(header).map(name -> new TokenAuthorizer("Pool", name)));
    }

    @ParameterizedTest
    @CsvSource({"Custom", "AWS_IAM", "Typo"})
    void anUnsupportedAuthorizerIsAnErrorAndDoesNotMakeTheRoutePublic(String name) {
        assertThatThrownBy(() -> parse("DefaultAuthorizer: " + name, ""))
                .isInstanceOf(TemplateException.class)
                .hasMessage("Api.Auth.Authorizers: %s is not defined, or not supported on one machine".formatted(name));
    }

    @Test
    void aRouteHasTheScopesOfItsEvent() {
        var stack = parse("DefaultAuthorizer: Users", ", Auth: {AuthorizationScopes: [m/read, m/all]}");

        assertThat(route(stack).scopes()).containsExactly("m/read", "m/all");
    }

    @Test
    void aRouteWithAnAuthorizerAndWithoutScopesIsAnErrorBecauseItWouldTakeIdTokens() {
        assertThatThrownBy(() -> parse("DefaultAuthorizer: Users", ""))
                .isInstanceOf(TemplateException.class)
                .hasMessageStartingWith("GET /x: has no AuthorizationScopes");
    }

    @Test
    void aResourceServerHasItsScopesInTheOrderOfTheTemplate() {
        assertThat(parse("", "").resourceServers())
                .containsExactly(new Resource.ResourceServer("Server", "m", "Pool", List.of("write", "read")));
    }

    @Test
    void theUrlOfTheUserPoolsDomainIsTheLocalOne() {
        assertThat(parse("", "").outputs()).containsEntry("TokenUrl", "http://127.0.0.1:9229/oauth2/token");
    }

    @Test
    void aPoolHasAnIdAndAnIssuerAsOnAws() {
        assertThat(parse("", "").userPools()).singleElement().satisfies(pool -> {
            assertThat(pool.id()).isEqualTo(LocalNames.REGION + "_Pool");
            assertThat(pool.issuer()).startsWith("https://cognito-idp.").endsWith("/" + pool.id());
        });
    }

    private static Optional<TokenAuthorizer> authorizer(Stack stack) {
        return stack.api().orElseThrow().authorizerOf(route(stack));
    }

    private static Resource.Route route(Stack stack) {
        return stack.functions().getFirst().routes().getFirst();
    }

    private static String orEmpty(String text) {
        return text == null ? "" : text;
    }

    private static Stack parse(String api, String route) {
        var text = """
                Resources:
                  Pool: {Type: AWS::Cognito::UserPool}
                  Domain: {Type: AWS::Cognito::UserPoolDomain, Properties: {UserPoolId: !Ref Pool, Domain: x}}
                  Server:
                    Type: AWS::Cognito::UserPoolResourceServer
                    Properties:
                      UserPoolId: !Ref Pool
                      Identifier: m
                      Name: m
                      Scopes:
                        - {ScopeName: write, ScopeDescription: w}
                        - {ScopeName: read, ScopeDescription: r}
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
                Outputs:
                  TokenUrl: {Value: !Sub 'https://${Domain}.auth.${AWS::Region}.amazoncognito.com/oauth2/token'}
                """.formatted(api, route);
        return Template.parse("template.yaml", text).stack(Map.of(), NAMES);
    }
}
