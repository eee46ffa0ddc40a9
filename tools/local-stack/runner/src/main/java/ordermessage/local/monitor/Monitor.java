package ordermessage.local.monitor;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import ordermessage.local.template.Resource.CompositeAlarm;
import ordermessage.local.template.Stack;

/** Evaluates the alarms of a stack on its metrics, and tells when one fires or ends. */
public final class Monitor implements AutoCloseable {
    private final List<AlarmEvaluator> evaluators;
    private final List<CompositeAlarm> composites;
    private final Runnable gauges;
    private final InstantSource clock;
    private final Consumer<String> output;
    private final Map<String, AlarmStatus> statuses = new LinkedHashMap<>();
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().factory());

    /**
     * @param gauges records values that are read and not counted, before each evaluation
     * @param output receives a line when an alarm fires or ends
     * @throws ordermessage.local.template.TemplateException when an alarm has an expression that is not supported
     */
    public Monitor(Stack stack, Metrics metrics, Runnable gauges, InstantSource clock, Consumer<String> output) {
        this.evaluators = stack.alarms().stream()
                .map(alarm -> new AlarmEvaluator(metrics, alarm))
                .toList();
        this.composites = stack.compositeAlarms();
        this.gauges = gauges;
        this.clock = clock;
        this.output = output;
    }

    /**
     * Evaluates the alarms again and again, until {@link #close}.
     *
     * @param afterEach runs after each evaluation
     */
    public void start(Duration interval, Runnable afterEach) {
        var _ = timer.scheduleWithFixedDelay(
                () -> {
                    try {
                        update();
                        afterEach.run();
                    } catch (RuntimeException e) { // All of them: otherwise the timer would stop silently.
                        output.accept("The alarms were not evaluated: " + e);
                    }
                },
                0,
                interval.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    /** Records the gauges and evaluates all alarms now. */
    public synchronized void update() {
        gauges.run();
        var now = clock.instant();
        evaluators.forEach(evaluator -> set(evaluator.evaluate(now)));
        composites.forEach(composite -> set(evaluate(composite, now)));
    }

    /** Returns the status of each alarm at the last evaluation. */
    public synchronized List<AlarmStatus> alarms() {
        return new ArrayList<>(statuses.values());
    }

    /** Returns the logical ids of the alarms that fire. */
    public Set<String> firing() {
        return alarms().stream()
                .filter(status -> status.state() == AlarmState.ALARM)
                .map(AlarmStatus::alarm)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    private AlarmStatus evaluate(CompositeAlarm composite, Instant now) {
        var firing = composite.alarms().stream()
                .filter(alarm -> statuses.get(alarm).state() == AlarmState.ALARM)
                .toList();
        return new AlarmStatus(
                composite.logicalId(),
                firing.isEmpty() ? AlarmState.OK : AlarmState.ALARM,
                now,
                firing.isEmpty() ? "none of its alarms fires" : "these fire: " + String.join(", ", firing));
    }

    /** Replaces the status of an alarm. If its state stays the same, the state has lasted since it began. */
    private void set(AlarmStatus status) {
        var before = statuses.get(status.alarm());
        var stays = before != null && before.state() == status.state();
        statuses.put(
                status.alarm(),
                stays ? new AlarmStatus(status.alarm(), status.state(), before.since(), status.reason()) : status);
        if (!stays && status.state() == AlarmState.ALARM) {
            output.accept("Alarm %s fires: %s".formatted(status.alarm(), status.reason()));
        } else if (!stays && before != null) {
            output.accept("Alarm %s has ended".formatted(status.alarm()));
        }
    }
}
