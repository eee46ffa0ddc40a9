package ordermessage.local.elasticmq;

import org.elasticmq.Limit;
import org.elasticmq.Limits;
import org.elasticmq.NoLimit$;
import org.elasticmq.RangeLimit;
import org.elasticmq.StrictSQSLimits$;
import scala.collection.immutable.List;
import scala.math.BigDecimal;

/**
 * The limits that ElasticMQ's HTTP server checks: all limits of SQS except those of a message's text. {@link
 * MessageText} checks the text instead. ElasticMQ's check of a text of 1 MiB takes 0.1 s, and counts characters instead
 * of bytes.
 */
final class ServerLimits implements Limits {
    private final Limits strict = StrictSQSLimits$.MODULE$;

    @Override
    @SuppressWarnings("unchecked")
    public Limit<List<RangeLimit<Object>>> bodyValidCharactersLimit() {
        return (Limit<List<RangeLimit<Object>>>) (Object) NoLimit$.MODULE$;
    }

    @Override
    @SuppressWarnings("unchecked")
    public Limit<Object> maxMessageLength() {
        return (Limit<Object>) (Object) NoLimit$.MODULE$;
    }

    @Override
    public Limit<Object> queueNameLengthLimit() {
        return strict.queueNameLengthLimit();
    }

    @Override
    public Limit<Object> batchSizeLimit() {
        return strict.batchSizeLimit();
    }

    @Override
    public Limit<RangeLimit<Object>> numberOfMessagesLimit() {
        return strict.numberOfMessagesLimit();
    }

    @Override
    public Limit<Object> nonEmptyAttributesLimit() {
        return strict.nonEmptyAttributesLimit();
    }

    @Override
    public Limit<RangeLimit<BigDecimal>> numberAttributeValueLimit() {
        return strict.numberAttributeValueLimit();
    }

    @Override
    public Limit<RangeLimit<Object>> messageWaitTimeLimit() {
        return strict.messageWaitTimeLimit();
    }

    @Override
    public Limit<Object> messageAttributesLimit() {
        return strict.messageAttributesLimit();
    }
}
