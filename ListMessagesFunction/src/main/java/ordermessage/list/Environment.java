package ordermessage.list;

import static ordermessage.lambda.Variables.required;

import java.util.Map;
import ordermessage.lambda.Platform;

/**
 * The settings of ListMessagesFunction, from its environment variables.
 *
 * @param tableName the table of the index
 * @param docsUrl the URL of the published {@code docs/api.md}
 * @param platform the platform that the function runs on
 */
public record Environment(String tableName, String docsUrl, Platform platform) {

    /**
     * Reads the settings.
     *
     * @throws ordermessage.lambda.Variables.MissingVariableException with the name of the first variable that is not set
     */
    public static Environment from(Map<String, String> variables) {
        return new Environment(
                required("TABLE_NAME", variables), required("DOCS_URL", variables), Platform.of(variables));
    }
}
