package ordermessage.cost;

import java.util.Comparator;
import java.util.List;

/**
 * What is needed of something of which there is not as much as one likes.
 *
 * @param granted by default: by the template, or by AWS for a new account
 * @param setting what moves it
 */
record Limit(String what, double needed, double granted, String setting) {
    /** The tightest first. */
    static List<Limit> of(Footprint footprint) {
        var rate = footprint.workload().rate();
        var reads = rate * footprint.workload().reads();
        var processing = rate * footprint.processSeconds();
        return List.of(
                        new Limit("API's throttle, requests/s", rate + reads, 1_000, "parameter ApiRequestsPerSecond"),
                        new Limit(
                                "API Gateway in the Region, requests/s",
                                rate + reads,
                                10_000,
                                "quota 'Throttle rate' of API Gateway"),
                        new Limit(
                                "Lambda in the Region, executions at a time",
                                rate * footprint.postSeconds() + processing + reads * footprint.getSeconds(),
                                1_000,
                                "quota 'Concurrent executions' of Lambda"),
                        new Limit("Batches at a time", processing, 20, "parameter ProcessConcurrency"),
                        new Limit(
                                "Batches at a time within the first minute (5, and 300 more a minute)",
                                processing,
                                305,
                                "messages wait meanwhile; provisioned mode of the event source"),
                        new Limit(
                                "S3 puts/s, all of one company",
                                rate,
                                3_500,
                                "S3 splits prefixes by and by; until then its SlowDown makes messages come again"),
                        new Limit(
                                "Write units/s of a new table",
                                rate * footprint.writeUnits(),
                                4_000,
                                "grows with the traffic; or warm throughput of the table beforehand"),
                        new Limit(
                                "Write units/s of a table",
                                rate * footprint.writeUnits(),
                                40_000,
                                "quota 'Table-level write throughput' of DynamoDB"))
                .stream()
                .sorted(Comparator.comparingDouble(Limit::used).reversed())
                .toList();
    }

    /** 1 where everything is used. */
    double used() {
        return needed / granted;
    }
}
