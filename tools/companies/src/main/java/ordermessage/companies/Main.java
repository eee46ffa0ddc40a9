package ordermessage.companies;

import java.io.PrintStream;
import java.util.Map;
import java.util.Optional;
import ordermessage.message.Uuid;
import ordermessage.operator.CommandHttpClient;
import ordermessage.operator.StackOutputs;
import ordermessage.operator.UsageException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;

/**
 * The commands {@code make companies}, {@code make company-add}, {@code make company-rotate}, {@code make company-retire},
 * {@code make company-lock}, {@code make company-unlock} and {@code make company-remove}. They work on the user pool of
 * {@code make run}, or on that of the AWS stack that {@code STACK} names, with the SDK's default credentials and Region.
 */
public final class Main {
    private final Companies companies;
    private final UserPool pool;
    private final Map<String, String> environment;
    private final PrintStream out;
    private final PrintStream notes;

    /**
     * Creates the commands.
     *
     * @param out takes credentials, in the form of shell variables, and lists
     * @param notes takes sentences for the user
     */
    Main(Companies companies, UserPool pool, Map<String, String> environment, PrintStream out, PrintStream notes) {
        this.companies = companies;
        this.pool = pool;
        this.environment = environment;
        this.out = out;
        this.notes = notes;
    }

    /** Runs the command that the one argument names; ends with code 1 and one line when it fails. */
    public static void main(String[] arguments) {
        try {
            run(arguments[0], System.getenv());
        } catch (UsageException e) {
            end(e.getMessage());
        } catch (AwsServiceException e) {
            end("AWS refuses this: " + e.awsErrorDetails().errorMessage());
        } catch (SdkException e) {
            end("Cognito does not answer (does make run still run? are credentials and Region right?): "
                    + e.getMessage());
        }
    }

    /** Finds the stack first: without a Region no client can be made, and the error would not name an empty {@code STACK}. */
    private static void run(String command, Map<String, String> environment) {
        var pool = UserPool.of(StackOutputs.of(environment));
        try (var cognito = CognitoIdentityProviderClient.builder()
                .httpClientBuilder(CommandHttpClient.builder())
                .build()) {
            new Main(new Companies(cognito, pool), pool, environment, System.out, System.err).run(command);
        }
    }

    void run(String command) {
        switch (command) {
            case "add" -> add();
            case "list" -> list();
            case "rotate" -> {
                print(companies.rotate(client()));
                notes.println("Both secrets work until make company-retire deletes the older one.");
            }
            case "retire" ->
                notes.println(
                        companies.retire(client())
                                ? "The older secret is deleted."
                                : "There is one secret. Nothing was deleted.");
            case "lock" -> {
                companies.lock(client());
                notes.println("Locked out. Its tokens are valid until they expire, for up to %d minutes."
                        .formatted(pool.tokenMinutes()));
            }
            case "unlock" -> print(companies.unlock(client(), access()));
            case "remove" ->
                notes.println(companies.remove(client()) ? "Removed." : "There is no app client with this id.");
            default -> throw new UsageException(command + " is not a command");
        }
    }

    private void add() {
        var companyId = Uuid.parse(required("COMPANY_ID", "the UUID of the company"))
                .orElseThrow(() -> new UsageException("COMPANY_ID is not a UUID"));
        var credentials = companies.add(companyId, required("NAME", "a name for the app client"), access());
        print(credentials);
        if (credentials.secret().isEmpty()) {
            notes.println(
                    "The app client exists. Its secret is not shown again: make company-rotate CLIENT=%s makes a new one."
                            .formatted(credentials.clientId()));
        }
    }

    private void list() {
        row("COMPANY", "NAME", "CLIENT", "ACCESS", "SECRETS");
        for (var state : companies.list()) {
            var client = state.client();
            row(
                    client.name().companyId().toString(),
                    client.name().name(),
                    client.id(),
                    client.access().map(Access::toString).orElse("locked out")
                            + (state.scopeExists() ? "" : " (its scope is missing: run make company-add again)"),
                    Integer.toString(state.secrets()));
        }
    }

    /** Prints credentials so that a shell can read them. */
    private void print(Credentials credentials) {
        out.println("CLIENT_ID='%s'".formatted(credentials.clientId()));
        credentials.secret().ifPresent(secret -> {
            out.println("CLIENT_SECRET='%s'".formatted(secret));
            notes.println("Keep the secret: it is shown only now.");
        });
        out.println("TOKEN_URL='%s'".formatted(pool.tokenUrl()));
    }

    private void row(String company, String name, String client, String access, String secrets) {
        out.println("%-36s  %-20s  %-26s  %7s  %s".formatted(company, name, client, secrets, access));
    }

    private String client() {
        return required("CLIENT", "the id of the app client, from make companies");
    }

    private Access access() {
        return text("ACCESS").map(Access::of).orElse(Access.READ_WRITE);
    }

    private String required(String variable, String meaning) {
        return text(variable)
                .orElseThrow(() -> new UsageException("%s is not set: it is %s".formatted(variable, meaning)));
    }

    private Optional<String> text(String variable) {
        return Optional.ofNullable(environment.get(variable)).map(String::strip).filter(text -> !text.isEmpty());
    }

    private static void end(String message) {
        System.err.println(message);
        System.exit(1);
    }
}
