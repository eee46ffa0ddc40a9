package ordermessage.process;

import static ordermessage.lambda.Variables.required;

import java.util.Map;

/**
 * The settings of ProcessMessageFunction, from its environment variables.
 *
 * @param tableName the table of the index
 * @param bucketName the bucket of the archive
 * @param deadLetterQueueUrl the queue of messages that can never be stored
 */
public record Environment(String tableName, String bucketName, String deadLetterQueueUrl) {

    /**
     * Reads the settings.
     *
     * @throws ordermessage.lambda.Variables.MissingVariable with the name of the first variable that is not set
     */
    public static Environment from(Map<String, String> variables) {
        return new Environment(
                required("TABLE_NAME", variables),
                required("BUCKET_NAME", variables),
                required("DEAD_LETTER_QUEUE_URL", variables));
    }
}
