package ordermessage.process;

import static ordermessage.lambda.MissingVariable.orValueOf;

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
                orValueOf("TABLE_NAME", variables),
                orValueOf("BUCKET_NAME", variables),
                orValueOf("DEAD_LETTER_QUEUE_URL", variables));
    }
}
