package ordermessage.local.runtime;

/** Something that can be invoked like a Lambda function: synchronously, and from many threads at the same time. */
@FunctionalInterface
public interface Invoker {
    /**
     * Invokes the function and waits for the outcome.
     *
     * @param event JSON, at most {@link LambdaFunction#MAX_PAYLOAD_BYTES} bytes of UTF-8
     */
    Outcome invoke(String event);
}
