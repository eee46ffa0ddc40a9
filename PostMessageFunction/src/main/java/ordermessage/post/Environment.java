package ordermessage.post;

import static ordermessage.lambda.Variables.optional;
import static ordermessage.lambda.Variables.required;

import java.util.Map;
import ordermessage.lambda.Platform;
import ordermessage.message.SyntheticCompany;

/**
 * The settings of PostMessageFunction, from its environment variables.
 *
 * @param queueUrl where accepted messages go
 * @param tableName the table of the index
 * @param stackName the name of the stack, by which its metrics are found
 * @param docsUrl the URL of the published {@code docs/api.md}
 * @param syntheticCompany the company of the synthetic check, whose messages are not in the metrics
 * @param platform the platform that the function runs on
 */
public record Environment(
        String queueUrl,
        String tableName,
        String stackName,
        String docsUrl,
        SyntheticCompany syntheticCompany,
        Platform platform) {

    /**
     * Reads the settings.
     *
     * @throws ordermessage.lambda.Variables.MissingVariableException with the name of the first variable that is not set
     */
    public static Environment from(Map<String, String> variables) {
        return new Environment(
                required("QUEUE_URL", variables),
                required("TABLE_NAME", variables),
                required("STACK_NAME", variables),
                required("DOCS_URL", variables),
                optional("SYNTHETIC_COMPANY_ID", variables)
                        .map(SyntheticCompany::of)
                        .orElse(SyntheticCompany.NONE),
                Platform.of(variables));
    }
}
