package ordermessage.get;

import static ordermessage.lambda.MissingVariable.orValueOf;

import java.util.Map;

/**
 * What GetMessageFunction is told by its environment.
 *
 * @param tableName the index
 * @param bucketName the archive
 * @param docsUrl where {@code docs/api.md} is published
 */
public record Environment(String tableName, String bucketName, String docsUrl) {

    /** @throws ordermessage.lambda.MissingVariable naming the first variable that is not set */
    public static Environment from(Map<String, String> variables) {
        return new Environment(
                orValueOf("TABLE_NAME", variables),
                orValueOf("BUCKET_NAME", variables),
                orValueOf("DOCS_URL", variables));
    }
}
