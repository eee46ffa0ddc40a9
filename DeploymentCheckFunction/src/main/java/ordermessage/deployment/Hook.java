package ordermessage.deployment;

import java.util.Map;

/**
 * The step of a deployment that waits for a report.
 *
 * @param deploymentId the deployment of one function
 * @param executionId the step of this deployment, for CodeDeploy
 */
public record Hook(String deploymentId, String executionId) {

    /**
     * Reads the event with which CodeDeploy calls the function.
     *
     * @throws IllegalArgumentException when a member is missing: the function was not called by CodeDeploy
     */
    static Hook of(Map<String, Object> event) {
        return new Hook(member(event, "DeploymentId"), member(event, "LifecycleEventHookExecutionId"));
    }

    private static String member(Map<String, Object> event, String name) {
        if (event.get(name) instanceof String text && !text.isEmpty()) {
            return text;
        }
        throw new IllegalArgumentException("The event has no " + name + ": only CodeDeploy calls this function");
    }
}
