package ordermessage.companies;

import java.util.Optional;
import java.util.regex.Pattern;
import ordermessage.message.Uuid;
import ordermessage.operator.UsageException;

/**
 * The name of an app client in Cognito, such as {@code acme e0721e56-fb09-4273-ae74-7bcbc92d43eb}. It contains the company,
 * so that one list of names shows which companies have clients. What a client may do depends on its scopes only.
 *
 * @param name the name that an operator chose, unique within the company
 */
record ClientName(String name, Uuid companyId) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final Pattern FORM = Pattern.compile("(\\S+) (\\S+)");

    ClientName {
        if (!NAME.matcher(name).matches()) {
            throw new UsageException(
                    "NAME must start with a letter or a digit and have only letters, digits, '.', '_' and '-' (at most 64)");
        }
    }

    /** Reads the name of an app client; empty if this tool did not give it. */
    static Optional<ClientName> read(String text) {
        var form = FORM.matcher(text);
        return form.matches() && NAME.matcher(form.group(1)).matches()
                ? Uuid.parse(form.group(2)).map(companyId -> new ClientName(form.group(1), companyId))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return name + " " + companyId;
    }
}
