package ordermessage.operator;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Output;

/**
 * The outputs of the stack that a command works on: of the AWS stack that the variable {@code STACK} names, or of the stack
 * of {@code make run}, whose outputs are variables.
 */
public final class StackOutputs {
    private final Map<String, String> values;
    private final boolean areVariables;

    private StackOutputs(Map<String, String> values, boolean areVariables) {
        this.values = values;
        this.areVariables = areVariables;
    }

    /**
     * Finds the stack. For a stack on AWS, this calls CloudFormation with the SDK's default credentials and Region.
     *
     * @throws UsageException when {@code STACK} is set and empty
     */
    public static StackOutputs of(Map<String, String> environment) {
        var stack = environment.get("STACK");
        if (stack == null) {
            return new StackOutputs(environment, true);
        }
        requireName(environment);
        try (var cloudFormation = CloudFormationClient.create()) {
            return ofStack(stack, cloudFormation);
        }
    }

    /**
     * Checks the name of the stack. Without a Region no client can be made, so a command does this before it makes one.
     *
     * @throws UsageException when {@code STACK} is set and empty
     */
    public static void requireName(Map<String, String> environment) {
        if (environment.getOrDefault("STACK", "x").isBlank()) {
            throw new UsageException("STACK is empty: give the name of the stack, or leave it out");
        }
    }

    static StackOutputs ofStack(String stack, CloudFormationClient cloudFormation) {
        var outputs = cloudFormation
                .describeStacks(request -> request.stackName(stack))
                .stacks()
                .getFirst()
                .outputs();
        return new StackOutputs(
                outputs.stream().collect(Collectors.toUnmodifiableMap(Output::outputKey, Output::outputValue)), false);
    }

    /**
     * Returns the value of an output.
     *
     * @param output the name of the output in the template, such as {@code QueueUrl}
     * @throws UsageException when the stack has no such output
     */
    public String value(String output) {
        var name = areVariables ? variable(output) : output;
        return Optional.ofNullable(values.get(name))
                .orElseThrow(() -> new UsageException(
                        areVariables
                                ? name + " is not set: start make run, or give STACK"
                                : "The stack has no output " + name));
    }

    /** Returns the variable of an output in the file {@code env} of {@code make run}: {@code QUEUE_URL} for {@code QueueUrl}. */
    private static String variable(String output) {
        return output.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toUpperCase(Locale.ROOT);
    }
}
