package ordermessage.cost;

import java.util.LinkedHashMap;
import java.util.Map;

/** The cost of a million messages. */
final class Bill {
    private static final double GIGABYTE = 1e9;
    private static final double MILLION = 1e6;

    /** The metrics in the namespace {@code OrderMessages} without a reason. */
    static final int METRICS = 8;

    /** The problem types of POST and the reasons of dead letters. */
    static final int REASONS = 10 + 3;

    private Bill() {}

    /** Returns US dollars by component, in the order in which a message uses the components. */
    static Map<String, Double> ofMillionMessages(MessageUsage usage) {
        var workload = usage.workload();
        var memory = usage.deployment().memoryGigabytes();
        var bill = new LinkedHashMap<String, Double>();
        bill.put("API Gateway, POST", Price.API_REQUEST.of(MILLION));
        bill.put("PostMessageFunction", lambda(1, usage.postSeconds(), memory));
        bill.put("DynamoDB, read of POST", Price.DYNAMODB_READ.of(MILLION * usage.postReadUnits()));
        bill.put("SQS", Price.SQS_REQUEST.of(MILLION * usage.sqsRequests()));
        bill.put("ProcessMessageFunction", lambda(1 / usage.batchSize(), usage.processSeconds(), memory));
        bill.put("DynamoDB, read before the put", Price.DYNAMODB_READ.of(MILLION * usage.processReadUnits()));
        bill.put("S3, put", Price.S3_PUT.of(MILLION));
        bill.put("DynamoDB, write", Price.DYNAMODB_WRITE.of(MILLION * usage.writeUnits()));
        bill.put("DynamoDB, write of the list", Price.DYNAMODB_WRITE.of(MILLION * usage.listWriteUnits()));
        bill.put("Logs of writing", Price.LOG_GIGABYTE.of(usage.writeLogBytes() * MILLION / GIGABYTE));
        var reads = MILLION * workload.reads();
        bill.put("API Gateway, GET", Price.API_REQUEST.of(reads));
        bill.put("GetMessageFunction", workload.reads() * lambda(1, usage.getSeconds(), memory));
        bill.put("DynamoDB, read", Price.DYNAMODB_READ.of(reads * usage.readUnits()));
        bill.put("S3, get", usage.isInTable() ? 0 : Price.S3_GET.of(reads));
        bill.put("Logs of reading", Price.LOG_GIGABYTE.of(usage.readLogBytes() * reads / GIGABYTE));
        bill.put("Lists, 100 messages a page", ofPages(workload.lists() / MessageUsage.PAGE, usage));
        bill.put("X-Ray", Price.XRAY_TRACE.of(MILLION * usage.traces()));
        return bill;
    }

    /** Returns US dollars a month by component, for a million messages that stay stored. */
    static Map<String, Double> ofMillionStoredMessages(MessageUsage usage) {
        var bill = new LinkedHashMap<String, Double>();
        bill.put("S3", Price.S3_GIGABYTE_MONTH.of(usage.workload().size() * MILLION / GIGABYTE));
        bill.put("DynamoDB", Price.DYNAMODB_GIGABYTE_MONTH.of(usage.storedBytes() * MILLION / GIGABYTE));
        return bill;
    }

    /** Returns US dollars a month by component, whatever the number of messages is. */
    static Map<String, Double> ofStack() {
        var bill = new LinkedHashMap<String, Double>();
        bill.put("Metrics of each stack", Price.CUSTOM_METRIC_MONTH.of(METRICS));
        bill.put("Metrics by reason, if all occur", Price.CUSTOM_METRIC_MONTH.of(REASONS));
        return bill;
    }

    /**
     * Returns the cost of lists for a million messages. The duration of a page is that of a GET, because it was not measured.
     *
     * @param pages the pages for one message
     */
    private static double ofPages(double pages, MessageUsage usage) {
        var seconds = pages * usage.getSeconds();
        return Price.API_REQUEST.of(MILLION * pages)
                + lambda(pages, seconds, usage.deployment().memoryGigabytes())
                + Price.DYNAMODB_READ.of(MILLION * pages * usage.pageReadUnits());
    }

    /**
     * Returns the cost of one function for a million messages.
     *
     * @param invocations the invocations for one message
     * @param seconds the duration for one message
     * @param gigabytes the memory of the function
     */
    private static double lambda(double invocations, double seconds, double gigabytes) {
        return Price.LAMBDA_REQUEST.of(MILLION * invocations)
                + Price.LAMBDA_GIGABYTE_SECOND.of(MILLION * seconds * gigabytes);
    }
}
