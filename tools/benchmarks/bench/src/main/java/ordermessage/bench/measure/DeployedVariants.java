package ordermessage.bench.measure;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.BiConsumer;
import ordermessage.bench.result.Variant;
import ordermessage.bench.stack.BenchStack;
import ordermessage.bench.stack.ServiceFunction;
import ordermessage.local.runtime.LambdaFunction;

/** One function, deployed once for each variant, each in one process. The custom variant exists only if the user named it. */
final class DeployedVariants implements AutoCloseable {
    private final Map<Variant, LambdaFunction> functions = new EnumMap<>(Variant.class);

    DeployedVariants(BenchStack stack, ServiceFunction function) {
        functions.put(Variant.SERVICE, stack.service(function, 1));
        functions.put(Variant.BASELINE, stack.baseline(function, 1));
        if (stack.hasCustom(function)) {
            functions.put(Variant.CUSTOM, stack.custom(function));
        }
    }

    /** Runs the action for each variant in turn. */
    void forEach(BiConsumer<Variant, LambdaFunction> action) {
        functions.forEach(action);
    }

    /** Closes one variant and removes it. */
    void remove(Variant variant) {
        functions.remove(variant).close();
    }

    @Override
    public void close() {
        functions.values().forEach(LambdaFunction::close);
    }
}
