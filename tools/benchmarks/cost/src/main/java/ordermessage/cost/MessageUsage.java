package ordermessage.cost;

/** What one message is to each service, in the units that it is billed by. */
record Footprint(Workload workload, Deployment deployment, Measured measured) {
    /** Names and values of an item without the message's text, see docs/architecture.md, "What is stored". */
    private static final int ITEM = 410;

    private static final double KIBIBYTE = 1_024;
    private static final double SQS_CHUNK = 64 * KIBIBYTE;

    /** A START and a REPORT line in JSON (Lambda, "system logs"): 140 and 400 bytes with the trace. */
    private static final int PLATFORM_LOG = 540;

    /** Long polls of twenty seconds by five pollers, a second, when nothing comes. */
    private static final double IDLE_POLLS = 5 / 20.0;

    /** Of the requests over one a second (X-Ray, default sampling rule). */
    private static final double TRACED = 0.05;

    double batch() {
        return deployment.batch(workload.rate());
    }

    /** Send, receive and delete; and asking in vain. */
    double sqsRequests() {
        var receive = Math.ceil(batch() * workload.size() / SQS_CHUNK) / batch();
        var inVain = Math.max(0, IDLE_POLLS - workload.rate() / batch()) / workload.rate();
        return Math.ceil(workload.size() / SQS_CHUNK) + receive + 1 / batch() + inVain;
    }

    boolean isInTable() {
        return workload.size() <= deployment.longestBody();
    }

    int itemBytes() {
        return ITEM + (isInTable() ? workload.size() : 0);
    }

    double writeUnits() {
        return Math.ceil(itemBytes() / KIBIBYTE);
    }

    double readUnits() {
        return Math.ceil(itemBytes() / (4 * KIBIBYTE));
    }

    double postSeconds() {
        return measured.post();
    }

    double getSeconds() {
        return measured.get();
    }

    /** Of one message's share in a batch. */
    double processSeconds() {
        return measured.process(batch()) / batch();
    }

    /** Of a POST and its share in a batch. */
    double writeLogBytes() {
        return measured.postLog() + platformLog() + (measured.processLog() + platformLog()) / batch();
    }

    double readLogBytes() {
        return measured.getLog() + platformLog();
    }

    /** Traces of one message, all its requests together. */
    double traces() {
        var requests = workload.rate() * (1 + workload.reads());
        var traced = Math.min(requests, 1 + Math.max(0, requests - 1) * TRACED);
        return deployment.tracing() ? traced / workload.rate() : 0;
    }

    private int platformLog() {
        return deployment.platformLog() ? PLATFORM_LOG : 0;
    }
}
