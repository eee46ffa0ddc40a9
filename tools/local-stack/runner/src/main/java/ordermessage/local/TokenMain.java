package ordermessage.local;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import ordermessage.local.cognito.UserPools;
import ordermessage.local.provision.LocalNames;
import ordermessage.local.template.Template;

/**
 * {@code make token}: prints an ID token for the API of {@code make run}, whether that runs or not, and nothing else. It
 * is one for the company {@code COMPANY_ID}, or else for that of the sample message.
 */
public final class TokenMain {
    private static final Pattern UUID = Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

    /** No address goes into a token. */
    private static final URI NOWHERE = URI.create("http://localhost");

    private TokenMain() {}

    /** Takes its options from environment variables, see {@link Settings}. */
    public static void main(String[] arguments) {
        try {
            var options = new Settings(System.getenv()).options(Path.of("").toAbsolutePath(), line -> {});
            System.out.println(token(options, Optional.ofNullable(System.getenv("COMPANY_ID"))));
        } catch (RuntimeException failure) {
            System.err.println(failure.getMessage() == null ? failure : failure.getMessage());
            System.exit(1);
        }
    }

    static String token(Options options, Optional<String> companyId) {
        var company = companyId
                .filter(id -> !id.isBlank())
                .or(() -> new SampleMessage(options.project()).metadata("company_id"))
                .orElseThrow(() -> new StartFailed("COMPANY_ID is not given, and there is no " + SampleMessage.FILE));
        if (!UUID.matcher(company).matches()) {
            throw new StartFailed("COMPANY_ID=%s is no UUID".formatted(company));
        }
        var names = new LocalNames(NOWHERE, NOWHERE);
        var stack = Template.read(options.project().resolve("template.yaml")).stack(options.parameters(), names);
        return new UserPools(stack, options.keys()).token(company);
    }
}
