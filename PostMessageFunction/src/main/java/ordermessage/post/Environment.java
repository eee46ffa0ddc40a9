package ordermessage.post;

import static ordermessage.lambda.Variables.required;

import java.util.Map;
import ordermessage.lambda.Platform;

/**
 * What PostMessageFunction is told by its environment.
 *
 * @param queueUrl where accepted messages go
 * @param docsUrl where {@code docs/api.md} is published
 * @param platform where the function runs
 */
public record Environment(String queueUrl, String docsUrl, Platform platform) {

    /** @throws ordermessage.lambda.MissingVariable naming the first variable that is not set */
    public static Environment from(Map<String, String> variables) {
        return new Environment(
                required("QUEUE_URL", variables), required("DOCS_URL", variables), Platform.of(variables));
    }
}
