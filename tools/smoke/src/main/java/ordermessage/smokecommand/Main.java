package ordermessage.smokecommand;

import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import ordermessage.operator.StackOutputs;
import ordermessage.operator.UsageException;
import ordermessage.smoke.ClientCredentials;
import ordermessage.smoke.Credentials;
import ordermessage.smoke.SmokeCheck;
import ordermessage.smoke.TokenSource;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * The command {@code make smoke}. It checks the API at {@code URL}, that of the AWS stack that {@code STACK} names, or that of
 * {@code make run}. It uses the app client of the variables {@code CLIENT_ID} and {@code CLIENT_SECRET}, or the token {@code
 * TOKEN}.
 */
public final class Main {
    private static final Duration CONNECT = Duration.ofSeconds(5);

    /** A message is listed 15 seconds after it was stored. */
    private static final String DEFAULT_SECONDS = "120";

    private final Map<String, String> environment;
    private final PrintStream out;

    /** @param out takes a line for each step */
    Main(Map<String, String> environment, PrintStream out) {
        this.environment = environment;
        this.out = out;
    }

    /** Makes the check; ends with code 1 when it fails or cannot begin. */
    public static void main(String[] arguments) {
        try {
            System.exit(new Main(System.getenv(), System.out).passes() ? 0 : 1);
        } catch (UsageException e) {
            end(e.getMessage());
        } catch (SdkException e) {
            end("The outputs of the stack cannot be read (are credentials and Region right?): " + e.getMessage());
        }
    }

    boolean passes() {
        try (var http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT)
                .build()) {
            var stack = stack();
            var check = new SmokeCheck(http, uri("URL", stack.value("ApiUrl")), tokens(http, stack));
            var result = check.run(Duration.ofSeconds(seconds()));
            result.lines().forEach(out::println);
            return result.passed();
        }
    }

    /** Returns the outputs of the stack. A given {@code URL} replaces that of the stack of {@code make run}. */
    private StackOutputs stack() {
        if (text("URL").isEmpty()) {
            return StackOutputs.of(environment);
        }
        var given = new HashMap<>(environment);
        given.remove("STACK");
        given.put("API_URL", text("URL").get());
        return StackOutputs.of(given);
    }

    private TokenSource tokens(HttpClient http, StackOutputs stack) {
        var token = text("TOKEN");
        if (text("CLIENT_ID").isEmpty() && token.isPresent()) {
            return deadline -> token.get();
        }
        var credentials = new Credentials(required("CLIENT_ID"), required("CLIENT_SECRET"));
        return new ClientCredentials(http, uri("TOKEN_URL", stack.value("TokenUrl")), () -> credentials);
    }

    private int seconds() {
        var text = text("SECONDS_AT_MOST").orElse(DEFAULT_SECONDS);
        if (!text.matches("[1-9][0-9]{0,4}")) {
            throw new UsageException("SECONDS_AT_MOST is not a number from 1 to 99999");
        }
        return Integer.parseInt(text);
    }

    private String required(String variable) {
        return text(variable)
                .orElseThrow(() -> new UsageException(
                        variable + " is not set: make company-add prints it. Set it as a variable of the environment"));
    }

    private Optional<String> text(String variable) {
        return Optional.ofNullable(environment.get(variable)).map(String::strip).filter(text -> !text.isEmpty());
    }

    private static URI uri(String name, String text) {
        try {
            var uri = URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
            if (uri.getHost() != null
                    && uri.getScheme() != null
                    && uri.getScheme().matches("https?")) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // The exception below says it.
        }
        throw new UsageException(name + " is not an address that begins with https:// or http://");
    }

    private static void end(String message) {
        System.err.println(message);
        System.exit(1);
    }
}
