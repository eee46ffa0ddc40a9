package ordermessage.local.elasticmq;

import org.elasticmq.rest.sqs.SQSException;

/** A request that SQS refuses. */
final class RequestRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient SQSException error;

    RequestRefusedException(SQSException error) {
        super(error.message());
        this.error = error;
    }

    SQSException error() {
        return error;
    }
}
