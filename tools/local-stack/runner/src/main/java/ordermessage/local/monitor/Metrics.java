package ordermessage.local.monitor;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import ordermessage.local.template.Resource;
import ordermessage.local.template.Resource.Metric;
import ordermessage.local.template.Statistic;

/** The metrics of a stack, by the minute: the current minute and the sixty before it. Many threads can use it. */
public final class Metrics {
    private static final Duration RETENTION = Resource.Alarm.LONGEST_TIME;

    /** Functions choose the dimensions of their own metrics, so the number of metrics must have a limit. */
    private static final int MAX_METRICS = 1000;

    private final InstantSource clock;
    private final Map<Metric, Series> series = new HashMap<>();

    /** The values of a metric by minute, and all values since the start. */
    private record Series(TreeMap<Instant, Values> minutes, Values total) {}

    /** @param clock tells in which minute a value is recorded */
    public Metrics(InstantSource clock) {
        this.clock = clock;
    }

    /** Declares a metric that is measured here, so that it is known before it has a value. */
    public synchronized void declare(Metric metric) {
        if (series.size() < MAX_METRICS) {
            series.computeIfAbsent(metric, name -> new Series(new TreeMap<>(), new Values()));
        }
    }

    /** Records a value now. The values of a new metric are ignored when there are too many metrics. */
    public synchronized void record(Metric metric, double value) {
        var known = series.get(metric);
        if (known == null) {
            declare(metric);
            known = series.get(metric);
        }
        if (known != null) {
            var now = clock.instant().truncatedTo(ChronoUnit.MINUTES);
            known.minutes().headMap(now.minus(RETENTION)).clear();
            known.minutes().computeIfAbsent(now, minute -> new Values()).add(value);
            known.total().add(value);
        }
    }

    /**
     * Returns whether a metric is measured here. A metric of an AWS service is measured if a part of the stack records it.
     * Functions emit their own metrics at any time, so an unknown metric may still be emitted.
     */
    public synchronized boolean isMeasured(Metric metric) {
        return series.containsKey(metric) || !metric.namespace().startsWith("AWS/");
    }

    /** Returns the metrics that are measured here, or have had a value. */
    public synchronized Set<Metric> known() {
        return Set.copyOf(series.keySet());
    }

    /**
     * Returns a statistic of the values of whole minutes; empty when there are none.
     *
     * @param from the first minute
     * @param to the end of the last minute
     */
    public synchronized OptionalDouble statistic(Metric metric, Statistic statistic, Instant from, Instant to) {
        var values = new Values();
        if (series.containsKey(metric)) {
            series.get(metric).minutes().subMap(from, to).values().forEach(values::add);
        }
        return values.statistic(statistic);
    }

    /** Returns the known metrics of a namespace. */
    synchronized Stream<Metric> named(String namespace) {
        return series.keySet().stream().filter(metric -> metric.namespace().equals(namespace)).toList().stream();
    }

    /** Returns a statistic of all values since the start; 0 when there are none. */
    public synchronized double total(Metric metric, Statistic statistic) {
        return series.containsKey(metric)
                ? series.get(metric).total().statistic(statistic).orElse(0)
                : 0;
    }
}
