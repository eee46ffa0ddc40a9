package ordermessage.deadletters;

import ordermessage.operator.StackOutputs;

/** The URLs of the dead-letter queue and of the queue that its messages come from. */
record Queues(String deadLetters, String source) {

    /**
     * Finds the queues of a stack.
     *
     * @throws ordermessage.operator.UsageException when it has none
     */
    static Queues of(StackOutputs stack) {
        return new Queues(stack.value("DeadLetterQueueUrl"), stack.value("QueueUrl"));
    }
}
