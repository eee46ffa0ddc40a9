package ordermessage.process;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import ordermessage.message.SyntheticCompany;
import ordermessage.metrics.Metric;
import ordermessage.metrics.ServiceMetrics;
import ordermessage.queue.DeadLetterReason;

/**
 * Emits the metrics of a batch: one line, and one for each reason of its dead letters. It skips messages of the synthetic
 * check, which would distort the metrics of companies. POST sets the message group to the company.
 */
final class BatchMetrics {
    private final ServiceMetrics metrics;
    private final SyntheticCompany synthetic;

    BatchMetrics(ServiceMetrics metrics, SyntheticCompany synthetic) {
        this.metrics = metrics;
        this.synthetic = synthetic;
    }

    /** @param outcomes the outcome of each message by the id of SQS */
    void record(List<QueuedMessage> batch, Map<String, Outcome> outcomes) {
        var counted = batch.stream()
                .filter(message -> !isSynthetic(message))
                .map(QueuedMessage::id)
                .distinct()
                .map(outcomes::get)
                .toList();
        if (!counted.isEmpty()) {
            emit(counted);
        }
    }

    private boolean isSynthetic(QueuedMessage message) {
        return message.group().filter(synthetic::is).isPresent();
    }

    private void emit(Collection<Outcome> outcomes) {
        metrics.emit(line -> {
            line.count(Metric.STORED, count(outcomes, Outcome.Stored.class));
            line.count(Metric.DUPLICATE, count(outcomes, Outcome.Duplicate.class));
            line.count(Metric.CONFLICT, deadLetters(outcomes, DeadLetterReason.CONFLICT));
            line.count(Metric.REDELIVERED, count(outcomes, Outcome.Failed.class));
            for (var outcome : outcomes) {
                if (outcome instanceof Outcome.Stored(var age)) {
                    line.duration(Metric.ACCEPTED_TO_STORED, age);
                }
            }
        });
        reasons(outcomes)
                .forEach((reason, count) ->
                        metrics.emit(reason.toString(), line -> line.count(Metric.DEAD_LETTERED, count)));
    }

    private static long count(Collection<Outcome> outcomes, Class<? extends Outcome> type) {
        return outcomes.stream().filter(type::isInstance).count();
    }

    private static long deadLetters(Collection<Outcome> outcomes, DeadLetterReason reason) {
        return reasons(outcomes).getOrDefault(reason, 0L);
    }

    private static Map<DeadLetterReason, Long> reasons(Collection<Outcome> outcomes) {
        return outcomes.stream()
                .<DeadLetterReason>mapMulti((outcome, reasons) -> {
                    if (outcome instanceof Outcome.DeadLettered(var reason, var _)) {
                        reasons.accept(reason);
                    }
                })
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }
}
