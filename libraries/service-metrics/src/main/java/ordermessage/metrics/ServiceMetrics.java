package ordermessage.metrics;

import java.time.Duration;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.lambda.powertools.metrics.Metrics;
import software.amazon.lambda.powertools.metrics.model.DimensionSet;
import software.amazon.lambda.powertools.metrics.model.MetricUnit;
import software.amazon.lambda.powertools.metrics.provider.EmfMetricsProvider;

/**
 * The service's own metrics. Powertools prints them as lines in CloudWatch's embedded metric format, and CloudWatch makes
 * metrics of these lines. Each metric has the dimension {@code Stack}. A metric with a reason exists a second time, with the
 * dimensions {@code Stack} and {@code Reason}. A company is never a dimension, because each value of a dimension costs like
 * a metric.
 *
 * <p>Only the thread of an invocation may emit metrics.
 */
public final class ServiceMetrics {
    private static final Logger LOG = LoggerFactory.getLogger(ServiceMetrics.class);

    /** The namespace of the metrics in CloudWatch. */
    public static final String NAMESPACE = "OrderMessages";

    static final String STACK = "Stack";
    static final String REASON = "Reason";

    private final String stack;

    /**
     * Not the instance of Powertools' {@code MetricsFactory}. The factory would load thousands of classes before each
     * snapshot, and would need AspectJ for that (docs/decisions.md).
     */
    private final Metrics metrics = new EmfMetricsProvider().getMetricsInstance();

    /** @param stack the name of the CloudFormation stack */
    public ServiceMetrics(String stack) {
        this.stack = stack;
        metrics.setNamespace(NAMESPACE);
        metrics.setDefaultDimensions(DimensionSet.of(STACK, stack));
    }

    /** Emits metrics of the stack, as one line. It does not throw: a message stays accepted or stored if its metrics fail. */
    public void emit(Consumer<Line> content) {
        try {
            content.accept(new Line(metrics));
            metrics.flush();
        } catch (RuntimeException e) { // All of them: a metric must not change an answer.
            LOG.error("The metrics were not emitted", e);
        }
    }

    /** Emits metrics of the stack that have a reason, as one line. */
    public void emit(String reason, Consumer<Line> content) {
        emit(line -> {
            // With dimensions of its own, a line does not have the default ones.
            metrics.addDimension(DimensionSet.of(STACK, stack));
            metrics.addDimension(DimensionSet.of(STACK, stack, REASON, reason));
            content.accept(line);
        });
    }

    /** The content of a line. */
    public static final class Line {
        private final Metrics metrics;

        private Line(Metrics metrics) {
            this.metrics = metrics;
        }

        /** Counts events. */
        public Line count(Metric metric, long events) {
            metrics.addMetric(metric.id(), (double) events, MetricUnit.COUNT);
            return this;
        }

        /** Adds a duration, in milliseconds. The durations of a line become one distribution. */
        public Line duration(Metric metric, Duration duration) {
            metrics.addMetric(metric.id(), (double) duration.toMillis(), MetricUnit.MILLISECONDS);
            return this;
        }
    }
}
