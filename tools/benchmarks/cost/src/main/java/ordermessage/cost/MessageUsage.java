package ordermessage.cost;

/** The billed units of each AWS service that one message uses. */
record MessageUsage(Workload workload, Deployment deployment, BenchmarkFigures figures) {
    /**
     * The bytes of an item's attribute names and values, without the message's text, see docs/architecture.md, "What is
     * stored".
     */
    private static final int ITEM_WITHOUT_TEXT = 540;

    /** The bytes of an entry in the index of lists: its keys, the time and the order id of the message. */
    private static final int LIST_ENTRY = 300;

    /** The bytes that DynamoDB adds to each entry of an index, for its storage only. */
    private static final int INDEX_OVERHEAD = 100;

    /** The shards of a company's list: storage-adapters, ListShard. */
    static final int LIST_SHARDS = 8;

    /** The messages of a page of a list: the default of the API. */
    static final double PAGE = 100;

    /** The entries that are read of each shard for a page: storage-adapters, DynamoDbMessageLists. */
    private static final double ENTRIES_OF_A_SHARD = PAGE / 4 + 4;

    private static final double KIBIBYTE = 1_024;
    private static final double SQS_CHUNK = 64 * KIBIBYTE;

    /** The bytes of a START and a REPORT line in JSON (Lambda, "system logs"): 140 and 400 with the trace. */
    private static final int PLATFORM_LOG = 540;

    /** Receives a second while the queue is empty: five pollers, each with a long poll of twenty seconds. */
    private static final double IDLE_POLLS = 5 / 20.0;

    /** The sampled share of the requests over one a second (X-Ray, default sampling rule). */
    private static final double TRACED = 0.05;

    /** Returns the average number of messages in a batch. */
    double batchSize() {
        return deployment.batchSize(workload.rate());
    }

    /** Returns the SQS requests: a send, a share of a receive and of a delete, and a share of the empty receives. */
    double sqsRequests() {
        var receive = Math.ceil(batchSize() * workload.size() / SQS_CHUNK) / batchSize();
        var emptyReceives = Math.max(0, IDLE_POLLS - workload.rate() / batchSize()) / workload.rate();
        return Math.ceil(workload.size() / SQS_CHUNK) + receive + 1 / batchSize() + emptyReceives;
    }

    /** Returns whether the table holds the message's text. The text of a longer message is in the bucket only. */
    boolean isInTable() {
        return workload.size() <= deployment.longestBody();
    }

    int itemBytes() {
        return ITEM_WITHOUT_TEXT + (isInTable() ? workload.size() : 0);
    }

    double writeUnits() {
        return Math.ceil(itemBytes() / KIBIBYTE);
    }

    /** Returns the write units of the entry in the index of lists. */
    double listWriteUnits() {
        return Math.ceil(LIST_ENTRY / KIBIBYTE);
    }

    /** Returns the bytes that the table stores of a message, its entry in the index of lists included. */
    int storedBytes() {
        return itemBytes() + LIST_ENTRY + INDEX_OVERHEAD;
    }

    /** Returns the read units of the read that a POST makes. It finds nothing, and it is not consistent. */
    double postReadUnits() {
        return 0.5;
    }

    /** Returns the read units of the read that the processor makes. It finds nothing, and it is not consistent. */
    double processReadUnits() {
        return 0.5;
    }

    /** Returns the read units of a full page of a list. The reads are not consistent. */
    double pageReadUnits() {
        return LIST_SHARDS * Math.ceil(ENTRIES_OF_A_SHARD * LIST_ENTRY / (4 * KIBIBYTE)) / 2;
    }

    /** Returns the read units of one read. */
    double readUnits() {
        return Math.ceil(itemBytes() / (4 * KIBIBYTE));
    }

    double postSeconds() {
        return figures.postSeconds();
    }

    /** Returns the seconds of one read. */
    double getSeconds() {
        return figures.getSeconds();
    }

    /** Returns the message's share of the seconds of its batch. */
    double processSeconds() {
        return figures.batchSeconds(batchSize()) / batchSize();
    }

    /** Returns the bytes that a POST logs, and the message's share of the bytes that its batch logs. */
    double writeLogBytes() {
        return figures.postLogBytes() + platformLog() + (figures.processLogBytes() + platformLog()) / batchSize();
    }

    /** Returns the bytes that one read logs. */
    double readLogBytes() {
        return figures.getLogBytes() + platformLog();
    }

    /** Returns the traces of the message: of its POST and of all its reads. */
    double traces() {
        var requests = workload.rate() * (1 + workload.reads());
        var traced = Math.min(requests, 1 + Math.max(0, requests - 1) * TRACED);
        return deployment.tracing() ? traced / workload.rate() : 0;
    }

    private int platformLog() {
        return deployment.platformLog() ? PLATFORM_LOG : 0;
    }
}
