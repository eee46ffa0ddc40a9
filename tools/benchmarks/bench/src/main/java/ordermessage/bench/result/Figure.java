package ordermessage.bench.result;

/** A figure of a run: one metric of one target. Reports have one row for each figure. */
public record Figure(BenchmarkTarget target, Metric metric) {}
