package ordermessage.companies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import ordermessage.operator.UsageException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;

/** Tests what the commands print. */
class MainTest {
    private static LocalCognito local;
    private static CognitoIdentityProviderClient cognito;

    private final String company = UUID.randomUUID().toString();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream notes = new ByteArrayOutputStream();

    @BeforeAll
    static void start(@TempDir Path folder) {
        local = new LocalCognito(folder);
        cognito = local.client();
    }

    @AfterAll
    static void stop() {
        cognito.close();
        local.close();
    }

    @Test
    void addPrintsVariablesForAShellAndNothingElse() {
        var printed = run("add", Map.of("COMPANY_ID", company, "NAME", "acme"));

        assertThat(printed)
                .matches(
                        "CLIENT_ID='[a-z0-9]+'\nCLIENT_SECRET='[A-Za-z0-9]+'\nTOKEN_URL='http://127[^']+/oauth2/token'\n");
        assertThat(notes()).contains("shown only now");
    }

    @Test
    void addAgainPrintsNoSecretAndSaysHowToGetANewOne() {
        var first = run("add", Map.of("COMPANY_ID", company, "NAME", "acme"));

        var second = run("add", Map.of("COMPANY_ID", company, "NAME", "acme"));

        assertThat(second)
                .doesNotContain("SECRET")
                .startsWith(first.lines().findFirst().orElseThrow());
        assertThat(notes()).contains("make company-rotate CLIENT=" + id(first));
    }

    @Test
    void theListShowsTheAccessAndTheNumberOfSecretsAndNoSecret() {
        var reader = run("add", Map.of("COMPANY_ID", company, "NAME", "reports", "ACCESS", "read"));
        var locked = run("add", Map.of("COMPANY_ID", company, "NAME", "shop"));
        run("rotate", Map.of("CLIENT", id(reader)));
        run("lock", Map.of("CLIENT", id(locked)));

        var list = run("list", Map.of());

        assertThat(list.lines()).anyMatch(line -> line.matches(company + " +reports +" + id(reader) + " +2 +read"));
        assertThat(list.lines()).anyMatch(line -> line.matches(company + " +shop +" + id(locked) + " +1 +locked out"));
        assertThat(list).doesNotContain(secret(reader), secret(locked));
    }

    @Test
    void rotateRetireUnlockAndRemoveSayWhatTheyHaveDone() {
        var client = Map.of("CLIENT", id(run("add", Map.of("COMPANY_ID", company, "NAME", "acme"))));

        assertThat(run("rotate", client)).contains("CLIENT_SECRET='");
        run("retire", client);
        run("retire", client);
        run("lock", client);
        assertThat(run("unlock", client)).contains("CLIENT_SECRET='");
        run("remove", client);
        run("remove", client);

        assertThat(notes())
                .contains("The older secret is deleted.", "Nothing was deleted.", "Locked out.", "for up to 30 minutes")
                .contains("Removed.", "There is no app client with this id.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            add    | -                                    | acme | -     | -       | COMPANY_ID is not set: it is the UUID of the company
            add    | x                                    | acme | -     | -       | COMPANY_ID is not a UUID
            add    | e0721e56-fb09-4273-ae74-7bcbc92d43eb | -    | -     | -       | NAME is not set: it is a name for the app client
            add    | e0721e56-fb09-4273-ae74-7bcbc92d43eb | acme | admin | -       | ACCESS is not one of read-write, read, write
            rotate | -                                    | -    | -     | -       | CLIENT is not set: it is the id of the app client, from make companies
            rotate | -                                    | -    | -     | nobody  | There is no app client with this id: see make companies
            lock   | -                                    | -    | -     | nobody  | There is no app client with this id: see make companies
            sell   | -                                    | -    | -     | -       | sell is not a command
            """)
    void aWrongCommandIsRefusedWithOneLine(
            String command, String companyId, String name, String access, String client, String message) {
        var environment = new HashMap<String, String>();
        environment.put("COMPANY_ID", companyId);
        environment.put("NAME", name);
        environment.put("ACCESS", access);
        environment.put("CLIENT", client);

        assertThatThrownBy(() -> run(command, environment))
                .isInstanceOf(UsageException.class)
                .hasMessage(message);
    }

    private String run(String command, Map<String, String> environment) {
        out.reset();
        new Main(
                        new Companies(cognito, local.pool()),
                        local.pool(),
                        environment,
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(notes, true, StandardCharsets.UTF_8))
                .run(command);
        return out.toString(StandardCharsets.UTF_8);
    }

    private String notes() {
        return notes.toString(StandardCharsets.UTF_8);
    }

    private static String id(String printed) {
        return value(printed, "CLIENT_ID");
    }

    private static String secret(String printed) {
        return value(printed, "CLIENT_SECRET");
    }

    private static String value(String printed, String variable) {
        return printed.lines()
                .filter(line -> line.startsWith(variable))
                .map(line -> line.split("'", -1)[1])
                .findFirst()
                .orElseThrow();
    }
}
