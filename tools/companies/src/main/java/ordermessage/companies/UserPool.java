package ordermessage.companies;

import ordermessage.operator.StackOutputs;

/**
 * The user pool of a stack.
 *
 * @param tokenMinutes how long the tokens of its app clients are valid
 * @param tokenUrl where its app clients get their tokens
 */
public record UserPool(String id, int tokenMinutes, String tokenUrl) {

    /**
     * Finds the user pool of a stack.
     *
     * @throws ordermessage.operator.UsageException when it has none
     */
    static UserPool of(StackOutputs stack) {
        return new UserPool(
                stack.value("UserPoolId"), Integer.parseInt(stack.value("TokenMinutes")), stack.value("TokenUrl"));
    }
}
