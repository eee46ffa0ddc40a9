package ordermessage.local.elasticmq;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.elasticmq.DeadLettersQueueData;
import org.elasticmq.DeliveryReceipt;
import org.elasticmq.MessageContent;
import org.elasticmq.MessageData;
import org.elasticmq.MessageId;
import org.elasticmq.MessageStatistics;
import org.elasticmq.MillisNextDelivery;
import org.elasticmq.MillisVisibilityTimeout;
import org.elasticmq.NeverReceived$;
import org.elasticmq.OnDateTimeReceived;
import org.elasticmq.QueueData;
import org.elasticmq.QueueStatistics;
import org.elasticmq.Received;
import org.elasticmq.TracingId;
import org.elasticmq.actor.queue.operations.MessageMoveTaskData;
import scala.Option;
import scala.collection.immutable.Map$;
import scala.jdk.javaapi.CollectionConverters;

/** Converts the types of the store to those of ElasticMQ's HTTP server. */
final class ElasticMqTypes {
    private ElasticMqTypes() {}

    static QueueData queue(Queue queue) {
        return new QueueData(
                queue.name(),
                new MillisVisibilityTimeout(queue.visibilityTimeout().toMillis()),
                queue.delay(),
                queue.receiveWait(),
                time(queue.created()),
                time(queue.modified()),
                deadLetters(queue.redrive()),
                false,
                false,
                Option.empty(),
                Option.empty(),
                Map$.MODULE$.empty());
    }

    static MessageData message(QueuedMessage message) {
        return new MessageData(
                new MessageId(message.id()),
                Option.apply(message.receipt()).map(DeliveryReceipt::new),
                new MessageContent(message.body()),
                MessageAttributes.fromJson(message.attributes()),
                new MillisNextDelivery(message.visibleAt().toEpochMilli()),
                time(message.sent()),
                new MessageStatistics(received(message.firstReceived()), message.receiveCount()),
                Option.apply(message.groupId()),
                Option.empty(),
                Option.apply(message.traceHeader()).map(TracingId::new),
                Option.empty(),
                Option.apply(message.deadLetterSource()));
    }

    static QueueStatistics statistics(Statistics statistics) {
        return new QueueStatistics(statistics.visible(), statistics.invisible(), statistics.delayed());
    }

    static MessageMoveTaskData moveTask(MoveTask task) {
        return new MessageMoveTaskData(
                task.moved(),
                task.toMove(),
                Option.apply(task.destination()),
                Option.empty(),
                task.source(),
                task.started().toEpochMilli(),
                task.status().name(),
                task.handle());
    }

    static <T> scala.collection.immutable.List<T> list(List<T> list) {
        return CollectionConverters.asScala(list).toList();
    }

    private static Option<DeadLettersQueueData> deadLetters(Queue.Redrive redrive) {
        return redrive == null
                ? Option.empty()
                : Option.apply(new DeadLettersQueueData(redrive.deadLetterQueue(), redrive.maxReceiveCount()));
    }

    private static Received received(Instant first) {
        return first == null ? NeverReceived$.MODULE$ : new OnDateTimeReceived(time(first));
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
