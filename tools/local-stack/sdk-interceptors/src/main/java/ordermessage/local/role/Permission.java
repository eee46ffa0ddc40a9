package ordermessage.local.role;

/**
 * A permission that a call needs: an action on a resource.
 *
 * @param action an IAM action, such as {@code sqs:SendMessage}
 * @param resource the ARN of the resource
 */
public record Permission(String action, String resource) {}
