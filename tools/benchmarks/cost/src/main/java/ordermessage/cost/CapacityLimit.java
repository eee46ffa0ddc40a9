package ordermessage.cost;

import java.util.Comparator;
import java.util.List;

/**
 * A limit of the template or of AWS, and how much of it a workload needs.
 *
 * @param name the limit and its unit
 * @param needed the need of the workload, in that unit
 * @param available the default of the template, or of AWS for a new account
 * @param remedy the parameter, quota or other means that raises the limit
 */
record CapacityLimit(String name, double needed, double available, String remedy) {
    /** Returns all limits, the one with the highest utilization first. */
    static List<CapacityLimit> of(MessageUsage usage) {
        var rate = usage.workload().rate();
        var reads = rate * usage.workload().reads();
        var concurrentBatches = rate * usage.processSeconds();
        return List.of(
                        new CapacityLimit(
                                "API's throttle, requests/s", rate + reads, 1_000, "parameter ApiRequestsPerSecond"),
                        new CapacityLimit(
                                "API Gateway in the Region, requests/s",
                                rate + reads,
                                10_000,
                                "quota 'Throttle rate' of API Gateway"),
                        new CapacityLimit(
                                "Lambda in the Region, executions at a time",
                                rate * usage.postSeconds() + concurrentBatches + reads * usage.getSeconds(),
                                1_000,
                                "quota 'Concurrent executions' of Lambda"),
                        new CapacityLimit("Batches at a time", concurrentBatches, 5, "parameter ProcessConcurrency"),
                        new CapacityLimit(
                                "Batches at a time within the first minute (5, and 300 more a minute)",
                                concurrentBatches,
                                305,
                                "messages wait until then; provisioned mode of the event source"),
                        new CapacityLimit(
                                "S3 puts/s, all of one company",
                                rate,
                                3_500,
                                "S3 splits prefixes over time; until then it answers SlowDown, and messages are redelivered"),
                        new CapacityLimit(
                                "Write units/s of a list, all of one company",
                                rate * usage.listWriteUnits(),
                                1_000 * MessageUsage.LIST_SHARDS,
                                "the number of shards; messages over it are redelivered (docs/decisions.md)"),
                        new CapacityLimit(
                                "Write units/s of a new table",
                                rate * usage.writeUnits(),
                                4_000,
                                "grows with the traffic; or warm throughput of the table beforehand"),
                        new CapacityLimit(
                                "Write units/s of a table",
                                rate * usage.writeUnits(),
                                40_000,
                                "quota 'Table-level write throughput' of DynamoDB"))
                .stream()
                .sorted(Comparator.comparingDouble(CapacityLimit::utilization).reversed())
                .toList();
    }

    /** Returns the share of the limit that the workload needs. Over 1, the limit is exceeded. */
    double utilization() {
        return needed / available;
    }
}
