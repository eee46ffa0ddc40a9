package ordermessage.get;

import static ordermessage.lambda.Variables.required;

import java.util.Map;
import ordermessage.lambda.Platform;

/**
 * What GetMessageFunction is told by its environment.
 *
 * @param tableName the index
 * @param bucketName the archive
 * @param docsUrl where {@code docs/api.md} is published
 * @param platform where the function runs
 */
public record Environment(String tableName, String bucketName, String docsUrl, Platform platform) {

    /** @throws ordermessage.lambda.MissingVariable naming the first variable that is not set */
    public static Environment from(Map<String, String> variables) {
        return new Environment(
                required("TABLE_NAME", variables),
                required("BUCKET_NAME", variables),
                required("DOCS_URL", variables),
                Platform.of(variables));
    }
}
