package ordermessage.local;

import java.net.URI;
import java.nio.file.Path;
import java.util.regex.Pattern;
import ordermessage.local.cognito.UserPools;
import ordermessage.local.provision.LocalNames;
import ordermessage.local.sample.SampleMessage;
import ordermessage.local.template.Template;

/**
 * The main class of {@code make token}: prints an access token for the API of {@code make run}, and nothing else. The local
 * stack need not run. The token is for the company {@code COMPANY_ID}, or for the company of the sample message, with the
 * access {@code ACCESS}.
 */
public final class TokenMain {
    private static final Pattern UUID = Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

    /** Stands for the addresses of the stack, which a token does not contain. */
    private static final URI UNUSED = URI.create("http://localhost");

    private TokenMain() {}

    /** Reads the options from environment variables, see {@link Settings}. */
    public static void main(String[] arguments) {
        try {
            System.out.println(
                    token(new Settings(System.getenv(), false), Path.of("").toAbsolutePath()));
        } catch (RuntimeException e) {
            System.err.println(e.getMessage() == null ? e : e.getMessage());
            System.exit(1);
        }
    }

    /** @throws StartFailedException when a setting is not valid */
    static String token(Settings settings, Path project) {
        var options = settings.options(project, line -> {});
        var access = settings.access();
        var company = settings.companyId()
                .or(() -> new SampleMessage(project).metadata("company_id"))
                .orElseThrow(() ->
                        new StartFailedException("COMPANY_ID is not set, and there is none in " + SampleMessage.FILE));
        if (!UUID.matcher(company).matches()) {
            throw new StartFailedException("COMPANY_ID=%s is not a UUID".formatted(company));
        }
        var names = new LocalNames(UNUSED, UNUSED, UNUSED);
        var stack = Template.read(project.resolve("template.yaml")).stack(options.parameters(), names);
        return new CompanyTokens(new UserPools(stack, options.keys(), options.signingKeys())).token(company, access);
    }
}
