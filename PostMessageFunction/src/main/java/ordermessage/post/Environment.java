package ordermessage.post;

import static ordermessage.lambda.MissingVariable.orValueOf;

import java.util.Map;

/**
 * What PostMessageFunction is told by its environment.
 *
 * @param queueUrl where accepted messages go
 * @param docsUrl where {@code docs/api.md} is published
 */
public record Environment(String queueUrl, String docsUrl) {

    /** @throws ordermessage.lambda.MissingVariable naming the first variable that is not set */
    public static Environment from(Map<String, String> variables) {
        return new Environment(orValueOf("QUEUE_URL", variables), orValueOf("DOCS_URL", variables));
    }
}
