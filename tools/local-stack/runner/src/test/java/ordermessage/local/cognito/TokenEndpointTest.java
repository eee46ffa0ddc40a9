package ordermessage.local.cognito;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.Map;
import ordermessage.local.provision.LocalNames;
import ordermessage.local.template.Template;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests the token endpoint over HTTP, with app clients that are made through the API, as the operator's tool does. */
class TokenEndpointTest {
    private static final String POOL = LocalNames.REGION + "_Pool";
    private static final String TEMPLATE = """
            Resources:
              Pool: {Type: AWS::Cognito::UserPool}
              Messages:
                Type: AWS::Cognito::UserPoolResourceServer
                Properties:
                  UserPoolId: !Ref Pool
                  Identifier: messages
                  Name: messages
                  Scopes:
                    - {ScopeName: write, ScopeDescription: w}
                    - {ScopeName: read, ScopeDescription: r}
            """;

    /** One folder for all tests: a new folder means a new key, which takes time to make. */
    @TempDir
    private static Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private CognitoServer server;
    private String id;
    private String secret;

    @BeforeEach
    void startWithAClient() throws Exception {
        server = start();
        var client = created("true");
        id = client.get("ClientId").getAsString();
        secret = client.get("ClientSecret").getAsString();
    }

    @AfterEach
    void close() {
        http.close();
        server.close();
    }

    @Test
    void aClientGetsATokenWithAllItsScopesAndWithItsOwnValidity() throws Exception {
        var response = token(basic(id, secret), "grant_type=client_credentials");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
        var body = json(response);
        assertThat(body.keySet()).containsExactlyInAnyOrder("access_token", "expires_in", "token_type");
        assertThat(body.get("token_type").getAsString()).isEqualTo("Bearer");
        assertThat(body.get("expires_in").getAsInt()).isEqualTo(1200);
        var claims = SignedJWT.parse(body.get("access_token").getAsString()).getJWTClaimsSet();
        assertThat(claims.getStringClaim("scope")).isEqualTo("messages/read messages/write");
        assertThat(claims.getSubject()).isEqualTo(id).isEqualTo(claims.getStringClaim("client_id"));
        assertThat(claims.getExpirationTime().toInstant())
                .isEqualTo(claims.getIssueTime().toInstant().plusSeconds(1200));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            header     | body                                                                                  | status | error
            id:secret  | grant_type=client_credentials                                                         | 200    | -
            id:secret  | grant_type=client_credentials&scope=messages/read                                     | 200    | -
            id:secret  | grant_type=client_credentials&scope=messages%2Fread+messages/write                    | 200    | -
            id:secret  | grant_type=client_credentials&scope=                                                  | 200    | -
            id:secret  | grant_type=client_credentials&client_id=ID                                            | 200    | -
            -          | grant_type=client_credentials&client_id=ID&client_secret=SECRET                       | 200    | -
            -          | grant_type=client_credentials                                                         | 400    | invalid_request
            -          | grant_type=client_credentials&client_id=ID                                            | 400    | invalid_client
            -          | grant_type=client_credentials&client_id=ID&client_secret=                             | 400    | invalid_client
            -          | grant_type=client_credentials&client_id=ID&client_secret=wrong                        | 400    | invalid_client
            -          | grant_type=client_credentials&client_id=nobody&client_secret=SECRET                   | 400    | invalid_client
            id:wrong   | grant_type=client_credentials                                                         | 401    | invalid_client
            id:        | grant_type=client_credentials                                                         | 401    | invalid_client
            nobody:x   | grant_type=client_credentials                                                         | 401    | invalid_client
            id:secret  | grant_type=client_credentials&client_secret=SECRET                                    | 400    | invalid_request
            id:secret  | grant_type=client_credentials&client_id=another                                       | 400    | invalid_request
            id:secret  | grant_type=client_credentials&grant_type=client_credentials                           | 400    | invalid_request
            id:secret  | grant_type=client_credentials&scope=%zz                                               | 400    | invalid_request
            id:secret  | ''                                                                                    | 400    | invalid_request
            id:secret  | grant_type=                                                                           | 400    | invalid_request
            id:secret  | grant_type=password&username=a&password=b                                             | 400    | unsupported_grant_type
            id:secret  | grant_type=authorization_code&code=x                                                  | 400    | unsupported_grant_type
            id:secret  | grant_type=client_credentials&scope=messages/delete                                   | 400    | invalid_scope
            id:secret  | grant_type=client_credentials&scope=messages/read+company/x                           | 400    | invalid_scope
            id:secret  | grant_type=client_credentials&scope=Messages/read                                     | 400    | invalid_scope
            id:secret  | grant_type=client_credentials&scope=messages/read%09messages/write                    | 400    | invalid_scope
            Bearer x   | grant_type=client_credentials                                                         | 400    | invalid_request
            Basic !    | grant_type=client_credentials                                                         | 400    | invalid_request
            """, useHeadersInDisplayName = true)
    void everyRequestIsAnsweredAsTheRfcSays(String header, String body, int status, String error) throws Exception {
        var response = token(
                header == null ? null : header(header), body.replace("ID", id).replace("SECRET", secret));

        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("WWW-Authenticate").isPresent())
                .isEqualTo(status == 401);
        if (error != null) {
            assertThat(json(response)).isEqualTo(JsonParser.parseString("{\"error\": \"%s\"}".formatted(error)));
        }
    }

    @Test
    void aClientThatMayNotUseTheGrantIsUnauthorized() throws Exception {
        var client = created("false");

        var response = token(
                basic(
                        client.get("ClientId").getAsString(),
                        client.get("ClientSecret").getAsString()),
                "grant_type=client_credentials");

        assertThat(json(response).get("error").getAsString()).isEqualTo("unauthorized_client");
    }

    @Test
    void bothSecretsWorkUntilOneIsDeleted() throws Exception {
        var request = JsonParser.parseString("{\"UserPoolId\": \"%s\", \"ClientId\": \"%s\"}".formatted(POOL, id))
                .getAsJsonObject();
        var second = json(call("AddUserPoolClientSecret", request.toString()))
                .getAsJsonObject("ClientSecretDescriptor")
                .get("ClientSecretValue")
                .getAsString();

        assertThat(token(basic(id, secret), "grant_type=client_credentials").statusCode())
                .isEqualTo(200);
        assertThat(token(basic(id, second), "grant_type=client_credentials").statusCode())
                .isEqualTo(200);

        var oldest = json(call("ListUserPoolClientSecrets", request.toString()))
                .getAsJsonArray("ClientSecrets")
                .get(0)
                .getAsJsonObject();
        request.add("ClientSecretId", oldest.get("ClientSecretId"));
        call("DeleteUserPoolClientSecret", request.toString());

        assertThat(token(basic(id, secret), "grant_type=client_credentials").statusCode())
                .isEqualTo(401);
        assertThat(token(basic(id, second), "grant_type=client_credentials").statusCode())
                .isEqualTo(200);
    }

    @Test
    void clientsSurviveARestartInAFileThatOnlyTheOwnerCanReadAndThatHasNoSecret() throws Exception {
        server.close();
        server = start();

        assertThat(token(basic(id, secret), "grant_type=client_credentials").statusCode())
                .isEqualTo(200);
        var file = folder.resolve("keys", POOL + "-clients.json");
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(Files.readString(file)).contains(id).doesNotContain(secret);
    }

    @Test
    void aBodyThatIsTooLongIsRefused() throws Exception {
        assertThat(token(basic(id, secret), "x".repeat(8 * 1024 + 1)).statusCode())
                .isEqualTo(413);
    }

    @Test
    void onlyAPostOfAFormIsARequestForAToken() throws Exception {
        var get = HttpRequest.newBuilder(server.tokenEndpoint()).GET().build();
        var post = HttpRequest.newBuilder(server.tokenEndpoint())
                .header("Authorization", basic(id, secret))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"grant_type\":\"client_credentials\"}"))
                .build();

        assertThat(http.send(get, BodyHandlers.ofString()).statusCode()).isEqualTo(405);
        assertThat(json(http.send(post, BodyHandlers.ofString())).get("error").getAsString())
                .isEqualTo("invalid_request");
    }

    @ParameterizedTest
    @CsvSource({
        "text/plain, AWSCognitoIdentityProviderService.ListUserPoolClients, {}, UnknownOperationException",
        "application/x-amz-json-1.1, Another.ListUserPoolClients, {}, UnknownOperationException",
        "application/x-amz-json-1.1, AWSCognitoIdentityProviderService.ListUserPoolClients, x, SerializationException",
        "application/x-amz-json-1.1, AWSCognitoIdentityProviderService.ListUserPoolClients, [], SerializationException",
        "application/x-amz-json-1.1, AWSCognitoIdentityProviderService.ListUserPoolClients, {}, InvalidParameterException",
        "application/x-amz-json-1.1, AWSCognitoIdentityProviderService.AdminCreateUser, {\"UserPoolId\":\"local_Pool\"}, UnknownOperationException"
    })
    void theApiAnswersABadCallWithAnErrorOfTheProtocol(String type, String target, String body, String error)
            throws Exception {
        var response = call(type, target, body);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(json(response).get("__type").getAsString()).isEqualTo(error);
    }

    private CognitoServer start() throws IOException {
        var unused = URI.create("http://localhost");
        var template = Files.writeString(folder.resolve("template.yaml"), TEMPLATE);
        var stack = Template.read(template).stack(Map.of(), new LocalNames(unused, unused, unused));
        return CognitoServer.start(
                0, new UserPools(stack, folder.resolve("keys"), SigningKeys.SHARED), System.err::println);
    }

    private JsonObject created(String oauth) throws Exception {
        var request = """
                {"UserPoolId": "%s", "ClientName": "acme", "GenerateSecret": true,
                 "AllowedOAuthFlowsUserPoolClient": %s, "AllowedOAuthFlows": ["client_credentials"],
                 "AllowedOAuthScopes": ["messages/read", "messages/write"],
                 "AccessTokenValidity": 20, "TokenValidityUnits": {"AccessToken": "minutes"}}
                """.formatted(POOL, oauth);
        return json(call("CreateUserPoolClient", request)).getAsJsonObject("UserPoolClient");
    }

    private HttpResponse<String> call(String operation, String body) throws Exception {
        return call("application/x-amz-json-1.1", "AWSCognitoIdentityProviderService." + operation, body);
    }

    private HttpResponse<String> call(String type, String target, String body) throws Exception {
        var request = HttpRequest.newBuilder(server.endpoint().resolve("/"))
                .header("Content-Type", type)
                .header("X-Amz-Target", target)
                .POST(BodyPublishers.ofString(body))
                .build();
        return http.send(request, BodyHandlers.ofString());
    }

    private HttpResponse<String> token(String authorization, String body) throws Exception {
        var request = HttpRequest.newBuilder(server.tokenEndpoint())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body));
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    /** Returns the header that a cell of the table stands for: credentials, or the header itself. */
    private String header(String cell) {
        if (cell.contains(" ")) {
            return cell;
        }
        var parts = cell.split(":", -1);
        return basic(parts[0].equals("id") ? id : parts[0], parts[1].equals("secret") ? secret : parts[1]);
    }

    private static String basic(String id, String secret) {
        return "Basic " + Base64.getEncoder().encodeToString((id + ":" + secret).getBytes(UTF_8));
    }

    private static JsonObject json(HttpResponse<String> response) {
        return JsonParser.parseString(response.body()).getAsJsonObject();
    }
}
