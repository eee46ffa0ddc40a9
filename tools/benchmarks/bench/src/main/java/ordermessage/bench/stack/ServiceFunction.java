package ordermessage.bench.stack;

/** A Lambda function of the service, and the handler of the baseline that makes the same SDK calls. */
public enum ServiceFunction {
    POST("PostMessageFunction", "DynamoDbReadSqsSendHandler"),
    GET("GetMessageFunction", "DynamoDbReadHandler"),
    LIST("ListMessagesFunction", "DynamoDbQueryHandler"),
    PROCESS("ProcessMessageFunction", "S3DynamoDbWriteHandler");

    private final String logicalId;
    private final String baselineHandler;

    ServiceFunction(String logicalId, String baselineHandler) {
        this.logicalId = logicalId;
        this.baselineHandler = baselineHandler;
    }

    /** Returns the function's logical id in the template, which is also the name of its module's folder. */
    public String logicalId() {
        return logicalId;
    }

    /** Returns the simple name of a class in the package {@code ordermessage.baseline}. */
    String baselineHandler() {
        return baselineHandler;
    }

    /** Returns the logical id. */
    @Override
    public String toString() {
        return logicalId;
    }
}
