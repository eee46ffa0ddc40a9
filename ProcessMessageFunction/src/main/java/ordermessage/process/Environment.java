package ordermessage.process;

import static ordermessage.lambda.Variables.optional;
import static ordermessage.lambda.Variables.required;

import java.util.Map;
import ordermessage.message.SyntheticCompany;

/**
 * The settings of ProcessMessageFunction, from its environment variables.
 *
 * @param tableName the table of the index
 * @param bucketName the bucket of the archive
 * @param stackName the name of the stack, by which its metrics are found
 * @param deadLetterQueueUrl the queue of messages that can never be stored
 * @param syntheticCompany the company of the synthetic check, whose messages are not in the metrics
 */
public record Environment(
        String tableName,
        String bucketName,
        String stackName,
        String deadLetterQueueUrl,
        SyntheticCompany syntheticCompany) {

    /**
     * Reads the settings.
     *
     * @throws ordermessage.lambda.Variables.MissingVariableException with the name of the first variable that is not set
     */
    public static Environment from(Map<String, String> variables) {
        return new Environment(
                required("TABLE_NAME", variables),
                required("BUCKET_NAME", variables),
                required("STACK_NAME", variables),
                required("DEAD_LETTER_QUEUE_URL", variables),
                optional("SYNTHETIC_COMPANY_ID", variables)
                        .map(SyntheticCompany::of)
                        .orElse(SyntheticCompany.NONE));
    }
}
