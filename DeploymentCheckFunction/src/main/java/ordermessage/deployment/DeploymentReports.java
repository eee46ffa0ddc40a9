package ordermessage.deployment;

/** Tells CodeDeploy what a check found. */
@FunctionalInterface
public interface DeploymentReports {
    /** Reports whether the check passed. Without a report, CodeDeploy waits for an hour. */
    void report(Hook hook, boolean passed);
}
