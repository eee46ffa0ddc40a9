package ordermessage.process;

import static ordermessage.lambda.Variables.required;

import java.util.Map;

/**
 * What ProcessMessageFunction is told by its environment.
 *
 * @param tableName the index
 * @param bucketName the archive
 * @param deadLetterQueueUrl where messages go that can never be stored
 */
public record Environment(String tableName, String bucketName, String deadLetterQueueUrl) {

    /** @throws ordermessage.lambda.MissingVariable naming the first variable that is not set */
    public static Environment from(Map<String, String> variables) {
        return new Environment(
                required("TABLE_NAME", variables),
                required("BUCKET_NAME", variables),
                required("DEAD_LETTER_QUEUE_URL", variables));
    }
}
