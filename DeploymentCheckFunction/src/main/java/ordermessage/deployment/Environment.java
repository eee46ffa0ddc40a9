package ordermessage.deployment;

import static ordermessage.lambda.Variables.required;

import java.util.Map;

/**
 * The settings of DeploymentCheckFunction, from its environment variables: the ARN of the new version of each function.
 *
 * @param post the version of PostMessageFunction
 * @param get the version of GetMessageFunction
 * @param list the version of ListMessagesFunction
 * @param process the version of ProcessMessageFunction
 */
public record Environment(String post, String get, String list, String process) {

    /**
     * Reads the settings.
     *
     * @throws ordermessage.lambda.Variables.MissingVariableException with the name of the first variable that is not set
     */
    public static Environment from(Map<String, String> variables) {
        return new Environment(
                required("POST_MESSAGE_VERSION", variables),
                required("GET_MESSAGE_VERSION", variables),
                required("LIST_MESSAGES_VERSION", variables),
                required("PROCESS_MESSAGE_VERSION", variables));
    }
}
