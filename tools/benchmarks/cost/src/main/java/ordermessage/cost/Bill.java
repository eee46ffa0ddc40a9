package ordermessage.cost;

import java.util.LinkedHashMap;
import java.util.Map;

/** What a million messages cost. */
final class Bill {
    private static final double GIGABYTE = 1e9;
    private static final double MILLION = 1e6;

    private Bill() {}

    /** Dollars by component, in the order of a message's way. */
    static Map<String, Double> ofMillion(Footprint footprint) {
        var workload = footprint.workload();
        var memory = footprint.deployment().gigabytes();
        var bill = new LinkedHashMap<String, Double>();
        bill.put("API Gateway, POST", Price.API_REQUEST.of(MILLION));
        bill.put("PostMessageFunction", lambda(1, footprint.postSeconds(), memory));
        bill.put("SQS", Price.SQS_REQUEST.of(MILLION * footprint.sqsRequests()));
        bill.put("ProcessMessageFunction", lambda(1 / footprint.batch(), footprint.processSeconds(), memory));
        bill.put("S3, put", Price.S3_PUT.of(MILLION));
        bill.put("DynamoDB, write", Price.DYNAMODB_WRITE.of(MILLION * footprint.writeUnits()));
        bill.put("Logs of writing", Price.LOG_GIGABYTE.of(footprint.writeLogBytes() * MILLION / GIGABYTE));
        var reads = MILLION * workload.reads();
        bill.put("API Gateway, GET", Price.API_REQUEST.of(reads));
        bill.put("GetMessageFunction", workload.reads() * lambda(1, footprint.getSeconds(), memory));
        bill.put("DynamoDB, read", Price.DYNAMODB_READ.of(reads * footprint.readUnits()));
        bill.put("S3, get", footprint.isInTable() ? 0 : Price.S3_GET.of(reads));
        bill.put("Logs of reading", Price.LOG_GIGABYTE.of(footprint.readLogBytes() * reads / GIGABYTE));
        bill.put("X-Ray", Price.XRAY_TRACE.of(MILLION * footprint.traces()));
        return bill;
    }

    /** Dollars a month, for as long as a million messages stay stored. */
    static Map<String, Double> ofKeepingMillion(Footprint footprint) {
        var bill = new LinkedHashMap<String, Double>();
        bill.put("S3", Price.S3_GIGABYTE_MONTH.of(footprint.workload().size() * MILLION / GIGABYTE));
        bill.put("DynamoDB", Price.DYNAMODB_GIGABYTE_MONTH.of(footprint.itemBytes() * MILLION / GIGABYTE));
        return bill;
    }

    /** A million messages' worth of one function. */
    private static double lambda(double invocations, double seconds, double gigabytes) {
        return Price.LAMBDA_REQUEST.of(MILLION * invocations)
                + Price.LAMBDA_GIGABYTE_SECOND.of(MILLION * seconds * gigabytes);
    }
}
