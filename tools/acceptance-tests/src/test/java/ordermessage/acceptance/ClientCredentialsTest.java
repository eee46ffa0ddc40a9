package ordermessage.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.AccessTokenResponse;
import com.nimbusds.oauth2.sdk.ClientCredentialsGrant;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.id.ClientID;
import java.io.IOException;
import java.util.UUID;
import ordermessage.companies.Access;
import ordermessage.companies.Companies;
import ordermessage.companies.Credentials;
import ordermessage.companies.UserPool;
import ordermessage.harness.ApiClient;
import ordermessage.message.Uuid;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;

/**
 * Tests the whole way of a company: an operator adds it, it gets tokens with an OAuth library that many integrators use, and
 * sends and reads messages with them.
 */
@Tag("processes")
@ExtendWith(RunningService.Shared.class)
class ClientCredentialsTest {
    private final RunningService service;
    private final CognitoIdentityProviderClient cognito;
    private final Companies companies;
    private final Uuid company = new Uuid(UUID.randomUUID().toString());

    enum Authentication {
        BASIC,
        POST
    }

    ClientCredentialsTest(RunningService service) {
        this.service = service;
        var local = service.local();
        cognito = CognitoIdentityProviderClient.builder()
                .httpClientBuilder(Apache5HttpClient.builder())
                .endpointOverride(local.endpoints().cognito())
                .region(Region.US_EAST_1)
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .build();
        companies = new Companies(
                cognito,
                new UserPool(
                        local.stack().userPools().getFirst().id(),
                        Integer.parseInt(local.stack().outputs().get("TokenMinutes")),
                        local.stack().outputs().get("TokenUrl")));
    }

    @AfterEach
    void close() {
        cognito.close();
    }

    @ParameterizedTest
    @EnumSource
    void aCompanySendsAndReadsAMessageWithATokenOfItsOwn(Authentication authentication) throws Exception {
        var credentials = companies.add(company, "acme", Access.READ_WRITE);
        var client = withToken(token(credentials, authentication, null));
        var message = SampleMessage.unique().withCompanyId(company.toString()).withData("{\"order_amount\":20}");

        assertThat(client.post(message.json()).statusCode()).isEqualTo(202);
        assertThat(client.awaitMessage(message.messageId())).isEqualTo(message.storedJson());
    }

    @Test
    void aReadOnlyAppClientCannotSend() throws Exception {
        var client = withToken(token(companies.add(company, "reports", Access.READ), Authentication.BASIC, null));
        var message = SampleMessage.unique().withCompanyId(company.toString());

        assertThat(client.post(message.json()).statusCode()).isEqualTo(403);
        assertThat(client.get(message.messageId()).statusCode()).isEqualTo(404);
    }

    @Test
    void aCompanyCannotReadTheMessagesOfAnotherCompany() throws Exception {
        var message = SampleMessage.unique();
        service.post(message.json());
        service.awaitMessage(message.messageId());

        var other = withToken(token(companies.add(company, "acme", Access.READ_WRITE), Authentication.BASIC, null));

        assertThat(other.get(message.messageId()).statusCode()).isEqualTo(404);
        assertThat(other.post(message.json()).statusCode()).isEqualTo(403);
    }

    @Test
    void aTokenWithoutTheCompanysScopeIsForbiddenEverything() throws Exception {
        var credentials = companies.add(company, "acme", Access.READ_WRITE);
        var client = withToken(token(credentials, Authentication.BASIC, new Scope("messages/write", "messages/read")));

        assertThat(client.get(UUID.randomUUID().toString()).statusCode()).isEqualTo(403);
    }

    @Test
    void theScopeOfAnotherCompanyIsRefused() throws Exception {
        var other = new Uuid(UUID.randomUUID().toString());
        companies.add(other, "other", Access.READ_WRITE);

        var response = token(
                companies.add(company, "acme", Access.READ_WRITE),
                Authentication.BASIC,
                new Scope("messages/read", "company/" + other));

        assertThat(response.toErrorResponse().getErrorObject()).isEqualTo(OAuth2Error.INVALID_SCOPE);
    }

    @Test
    void aWrongSecretIsRefused() throws Exception {
        var id = companies.add(company, "acme", Access.READ_WRITE).clientId();

        var response = token(new ClientSecretBasic(new ClientID(id), new Secret("wrong")), null);

        assertThat(response.toErrorResponse().getErrorObject()).isEqualTo(OAuth2Error.INVALID_CLIENT);
    }

    @Test
    void aLockedAppClientGetsNoNewToken() throws Exception {
        var credentials = companies.add(company, "acme", Access.READ_WRITE);
        companies.lock(credentials.clientId());

        assertThat(token(credentials, Authentication.BASIC, null).indicatesSuccess())
                .isFalse();
    }

    @Test
    void noLogContainsASecretOrAToken() throws Exception {
        var credentials = companies.add(company, "acme", Access.READ_WRITE);
        var secret = credentials.secret().orElseThrow();
        var token = token(credentials, Authentication.BASIC, null);
        token(new ClientSecretPost(new ClientID(credentials.clientId()), new Secret(secret + "x")), null);
        withToken(token).get("x");

        assertThat(service.logs())
                .doesNotContain(secret)
                .doesNotContain(
                        token.toSuccessResponse().getTokens().getAccessToken().getValue());
    }

    private ApiClient withToken(TokenResponse response) {
        assertThat(response).isInstanceOf(AccessTokenResponse.class);
        return service.withToken(
                response.toSuccessResponse().getTokens().getAccessToken().getValue());
    }

    private TokenResponse token(Credentials credentials, Authentication authentication, Scope scope) throws Exception {
        var id = new ClientID(credentials.clientId());
        var secret = new Secret(credentials.secret().orElseThrow());
        return token(
                switch (authentication) {
                    case BASIC -> new ClientSecretBasic(id, secret);
                    case POST -> new ClientSecretPost(id, secret);
                },
                scope);
    }

    private TokenResponse token(ClientAuthentication authentication, Scope scope) throws IOException, ParseException {
        var request = new TokenRequest.Builder(
                        service.local().tokenEndpoint(), authentication, new ClientCredentialsGrant())
                .scope(scope)
                .build();
        return TokenResponse.parse(request.toHTTPRequest().send());
    }
}
