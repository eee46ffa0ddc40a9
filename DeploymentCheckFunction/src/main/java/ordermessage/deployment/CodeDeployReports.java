package ordermessage.deployment;

import software.amazon.awssdk.services.codedeploy.CodeDeployClient;
import software.amazon.awssdk.services.codedeploy.model.LifecycleEventStatus;

/** Reports with the API of CodeDeploy. */
final class CodeDeployReports implements DeploymentReports {
    private final CodeDeployClient codeDeploy;

    CodeDeployReports(CodeDeployClient codeDeploy) {
        this.codeDeploy = codeDeploy;
    }

    @Override
    public void report(Hook hook, boolean passed) {
        codeDeploy.putLifecycleEventHookExecutionStatus(request -> request.deploymentId(hook.deploymentId())
                .lifecycleEventHookExecutionId(hook.executionId())
                .status(passed ? LifecycleEventStatus.SUCCEEDED : LifecycleEventStatus.FAILED));
    }
}
