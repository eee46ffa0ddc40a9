package ordermessage.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonParser;
import java.nio.file.Path;
import java.util.UUID;
import ordermessage.acceptance.RunningService;
import ordermessage.browser.Browser;
import ordermessage.companies.Access;
import ordermessage.companies.Companies;
import ordermessage.companies.Credentials;
import ordermessage.companies.UserPool;
import ordermessage.message.Uuid;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;

/** Uses the API reference of the local stack in a browser, as a developer of a company does. */
@Tag("processes")
@ExtendWith(RunningService.Shared.class)
@Order(2) // Otherwise it would be the last class, and run alone.
class ReferencePageTest {
    private static final String POST = "#operations-messages-postMessage ";

    private final RunningService service;

    @TempDir
    Path profile;

    private Browser browser;

    ReferencePageTest(RunningService service) {
        this.service = service;
    }

    @BeforeEach
    void start() {
        Browser.missing()
                .ifPresent(missing ->
                        System.out.printf("Skipped: %s, so the API reference is not tested in a browser%n", missing));
        assumeTrue(Browser.missing().isEmpty(), "The page needs a browser");
        browser = Browser.start(profile);
    }

    @AfterEach
    void close() {
        if (browser != null) {
            browser.close();
        }
    }

    @Test
    void aMessageIsSentFromThePageAndNothingIsRequestedElsewhere() {
        var company = new Uuid(UUID.randomUUID().toString());
        var credentials = credentials(company);

        browser.open(service.local().reference().toString());
        authorize(credentials);
        assertThat(browser.element("#reference").getText()).doesNotContain("Warning", "Error");
        browser.element(POST + ".opblock-summary-control").click();
        var body = browser.element(POST + "textarea.body-param__text");
        var example = JsonParser.parseString(body.getText()).getAsJsonObject();
        example.getAsJsonObject("metadata").addProperty("company_id", company.toString());
        body.sendKeys(Keys.chord(Keys.CONTROL, "a"));
        browser.insertText(example.toString());
        browser.element(POST + "button.execute").click();

        assertThat(browser.element(POST + ".live-responses-table tbody .response-col_status")
                        .getText())
                .startsWith("202");
        assertThat(service.as(company.toString())
                        .awaitMessage(example.getAsJsonObject("metadata")
                                .get("message_id")
                                .getAsString()))
                .contains(company.toString());
        assertThat(browser.complaints()).isEmpty();
        assertThat(browser.requests())
                .contains(service.local()
                        .reference()
                        .resolve("/schemas/message-metadata.json")
                        .toString())
                .contains(service.local().reference().resolve("/oauth2/token").toString())
                .allSatisfy(uri -> assertThat(uri)
                        .matches("(data:|about:|\\Q%s\\E).*"
                                .formatted(service.local().reference().resolve("/"))));
    }

    private void authorize(Credentials credentials) {
        browser.element("button.authorize").click();
        browser.element("[data-name=clientId]").sendKeys(credentials.clientId());
        browser.element("[data-name=clientSecret]")
                .sendKeys(credentials.secret().orElseThrow());
        browser.element(".modal-ux button.authorize").click();
        // The button that ends the session is there only after the token was issued.
        browser.element(".modal-ux .auth-btn-wrapper button[aria-label='Remove authorization']");
        browser.element(".modal-ux button.btn-done").click();
    }

    private Credentials credentials(Uuid company) {
        var local = service.local();
        try (var cognito = CognitoIdentityProviderClient.builder()
                .httpClientBuilder(Apache5HttpClient.builder())
                .endpointOverride(local.endpoints().cognito())
                .region(Region.US_EAST_1)
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .build()) {
            var pool = new UserPool(
                    local.stack().userPools().getFirst().id(),
                    Integer.parseInt(local.stack().outputs().get("TokenMinutes")),
                    local.stack().outputs().get("TokenUrl"));
            return new Companies(cognito, pool).add(company, "browser", Access.READ_WRITE);
        }
    }
}
