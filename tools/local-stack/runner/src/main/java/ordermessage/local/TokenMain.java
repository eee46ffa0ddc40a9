package ordermessage.local;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import ordermessage.local.cognito.UserPools;
import ordermessage.local.provision.LocalNames;
import ordermessage.local.template.Template;

/**
 * The main class of {@code make token}: prints an ID token for the API of {@code make run}, and nothing else. The local
 * stack need not run. The token is for the company {@code COMPANY_ID}, or for the company of the sample message.
 */
public final class TokenMain {
    private static final Pattern UUID = Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

    /** Stands for the addresses of the stack, which a token does not contain. */
    private static final URI UNUSED = URI.create("http://localhost");

    private TokenMain() {}

    /** Reads the options from environment variables, see {@link Settings}. */
    public static void main(String[] arguments) {
        try {
            var options = new Settings(System.getenv()).options(Path.of("").toAbsolutePath(), line -> {});
            System.out.println(token(options, System.getenv().getOrDefault("COMPANY_ID", "")));
        } catch (RuntimeException e) {
            System.err.println(e.getMessage() == null ? e : e.getMessage());
            System.exit(1);
        }
    }

    /** @param companyId the company's id; blank for the company of the sample message */
    static String token(Options options, String companyId) {
        var company = Optional.of(companyId)
                .filter(id -> !id.isBlank())
                .or(() -> new SampleMessage(options.project()).metadata("company_id"))
                .orElseThrow(() -> new StartFailed("COMPANY_ID is not set, and there is no " + SampleMessage.FILE));
        if (!UUID.matcher(company).matches()) {
            throw new StartFailed("COMPANY_ID=%s is not a UUID".formatted(company));
        }
        var names = new LocalNames(UNUSED, UNUSED);
        var stack = Template.read(options.project().resolve("template.yaml")).stack(options.parameters(), names);
        return new UserPools(stack, options.keys()).token(company);
    }
}
