package ordermessage.bench;

import java.util.List;
import java.util.function.Supplier;

/**
 * A function that is measured.
 *
 * @param function its name in the template
 * @param baseline the handler of the baseline that does its bare work
 * @param events what both are called with
 */
record Subject(String function, String baseline, Supplier<String> events) {
    static List<Subject> all(Events events) {
        return List.of(
                new Subject(BenchStack.POST, "SqsSendHandler", events::post),
                new Subject(BenchStack.GET, "DynamoDbReadHandler", events::get),
                new Subject(BenchStack.PROCESS, "S3DynamoDbWriteHandler", () -> events.batch(1)));
    }
}
