package ordermessage.local.runtime;

/** Something that can be invoked as a Lambda function can: synchronously, from many threads at once. */
@FunctionalInterface
public interface Invoker {
    /**
     * Runs the function once and waits for its end.
     *
     * @param event JSON, at most {@link LambdaFunction#LARGEST_PAYLOAD} bytes of UTF-8
     */
    Outcome invoke(String event);
}
