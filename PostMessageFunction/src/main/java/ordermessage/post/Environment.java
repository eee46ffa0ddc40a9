package ordermessage.post;

import static ordermessage.lambda.Variables.required;

import java.util.Map;
import ordermessage.lambda.Platform;

/**
 * The settings of PostMessageFunction, from its environment variables.
 *
 * @param queueUrl where accepted messages go
 * @param docsUrl the URL of the published {@code docs/api.md}
 * @param platform the platform that the function runs on
 */
public record Environment(String queueUrl, String docsUrl, Platform platform) {

    /**
     * Reads the settings.
     *
     * @throws ordermessage.lambda.Variables.MissingVariable with the name of the first variable that is not set
     */
    public static Environment from(Map<String, String> variables) {
        return new Environment(
                required("QUEUE_URL", variables), required("DOCS_URL", variables), Platform.of(variables));
    }
}
