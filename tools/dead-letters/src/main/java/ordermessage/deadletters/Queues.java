package ordermessage.deadletters;

import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Output;

/** The URLs of the dead-letter queue and of the queue that its messages come from. */
record Queues(String deadLetters, String source) {

    /**
     * Finds the queues: from the outputs of the stack that {@code STACK} names, or from the variables of {@code .local/env}.
     *
     * @throws UsageException when there are none
     */
    static Queues of(Map<String, String> environment) {
        return Optional.ofNullable(environment.get("STACK"))
                .map(Queues::ofStack)
                .orElseGet(() ->
                        new Queues(required(environment, "DEAD_LETTER_QUEUE_URL"), required(environment, "QUEUE_URL")));
    }

    private static Queues ofStack(String stack) {
        if (stack.isBlank()) {
            throw new UsageException("STACK is empty: give the name of the stack, or leave it out");
        }
        try (var cloudFormation = CloudFormationClient.create()) {
            var outputs = cloudFormation
                    .describeStacks(request -> request.stackName(stack))
                    .stacks()
                    .getFirst()
                    .outputs();
            return new Queues(output(outputs, "DeadLetterQueueUrl"), output(outputs, "QueueUrl"));
        }
    }

    private static String output(Iterable<Output> outputs, String key) {
        for (var output : outputs) {
            if (output.outputKey().equals(key)) {
                return output.outputValue();
            }
        }
        throw new UsageException("The stack has no output " + key);
    }

    private static String required(Map<String, String> environment, String variable) {
        return Optional.ofNullable(environment.get(variable))
                .orElseThrow(() -> new UsageException(variable + " is not set: start make run, or give STACK"));
    }
}
