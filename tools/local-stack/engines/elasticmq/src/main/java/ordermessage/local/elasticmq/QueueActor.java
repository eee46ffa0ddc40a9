package ordermessage.local.elasticmq;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.pekko.actor.AbstractActorWithTimers;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.Props;
import org.apache.pekko.actor.Status;
import org.elasticmq.InvalidReceiptHandle;
import org.elasticmq.MessageData;
import org.elasticmq.MillisVisibilityTimeout;
import org.elasticmq.NewMessageData;
import org.elasticmq.VisibilityTimeout;
import org.elasticmq.msg.ClearQueue;
import org.elasticmq.msg.DeleteMessage;
import org.elasticmq.msg.GetMovingMessagesTasks;
import org.elasticmq.msg.GetQueueData;
import org.elasticmq.msg.GetQueueStatistics;
import org.elasticmq.msg.ReceiveMessages;
import org.elasticmq.msg.RemoveQueueTags;
import org.elasticmq.msg.SendMessage;
import org.elasticmq.msg.UpdateQueueDeadLettersQueue;
import org.elasticmq.msg.UpdateQueueDefaultVisibilityTimeout;
import org.elasticmq.msg.UpdateQueueDelay;
import org.elasticmq.msg.UpdateQueueReceiveMessageWait;
import org.elasticmq.msg.UpdateQueueTags;
import org.elasticmq.msg.UpdateVisibilityTimeout;
import org.elasticmq.rest.sqs.SQSException;
import scala.Option;
import scala.jdk.javaapi.OptionConverters;
import scala.runtime.BoxedUnit;
import scala.util.Left;
import scala.util.Right;

/**
 * The actor of one queue: it handles the requests of ElasticMQ's HTTP server with the {@link QueueStore}. It
 * acknowledges a change only after the store has committed it.
 */
final class QueueActor extends AbstractActorWithTimers {
    /**
     * The maximum size of the messages of one receive in bytes. SQS may also return fewer messages than requested. The
     * limit bounds memory, because the server and the client each hold several copies of the messages.
     */
    private static final long MAX_RECEIVE_BYTES = MessageText.MAX_BYTES;

    private final QueueStore store;
    private final Deque<WaitingReceiver> waiting = new ArrayDeque<>();
    private Queue queue;

    private QueueActor(QueueStore store, Queue queue) {
        this.store = store;
        this.queue = queue;
    }

    static Props props(QueueStore store, Queue queue) {
        return Props.create(QueueActor.class, () -> new QueueActor(store, queue));
    }

    /** Events that this actor receives from itself and from {@link QueueManager}. */
    enum Event {
        /** Messages were sent or moved to this queue, or a delay or a timeout has ended. */
        MESSAGES_MAY_BE_VISIBLE
    }

    /** A receiver on a long poll. */
    private record WaitingReceiver(ActorRef receiver, ReceiveMessages request, Instant deadline) {}

    @Override
    public Receive createReceive() {
        return receiveBuilder()
                .match(SendMessage.class, message -> answer(() -> send(message.message())))
                .match(ReceiveMessages.class, this::receive)
                .match(DeleteMessage.class, message -> answer(() -> delete(message)))
                .match(UpdateVisibilityTimeout.class, message -> answer(() -> changeVisibility(message)))
                .match(GetQueueData.class, message -> answer(() -> ElasticMqTypes.queue(queue)))
                .match(GetQueueStatistics.class, message -> answer(this::statistics))
                .match(GetMovingMessagesTasks.class, message -> answer(this::moveTasks))
                .match(ClearQueue.class, message -> answer(this::purge))
                .match(
                        UpdateQueueDefaultVisibilityTimeout.class,
                        message -> answer(() -> save(queue.withVisibilityTimeout(Duration.ofMillis(
                                message.newDefaultVisibilityTimeout().millis())))))
                .match(UpdateQueueDelay.class, message -> answer(() -> save(queue.withDelay(message.newDelay()))))
                .match(
                        UpdateQueueReceiveMessageWait.class,
                        message -> answer(() -> save(queue.withReceiveWait(message.newReceiveMessageWait()))))
                .match(
                        UpdateQueueDeadLettersQueue.class,
                        message -> answer(() -> save(queue.withRedrive(redrive(message)))))
                .match(UpdateQueueTags.class, message -> answer(() -> BoxedUnit.UNIT))
                .match(RemoveQueueTags.class, message -> answer(() -> BoxedUnit.UNIT))
                .matchEquals(Event.MESSAGES_MAY_BE_VISIBLE, event -> answerWaiting())
                .build();
    }

    private void answer(Supplier<Object> answer) {
        try {
            getSender().tell(answer.get(), getSelf());
        } catch (RuntimeException e) {
            getSender().tell(new Status.Failure(asSqsError(e)), getSelf());
        }
    }

    private MessageData send(NewMessageData message) {
        MessageText.check(message.content().value(), message.messageAttributes());
        var now = Instant.now();
        var delay = queue.delay().toMillis();
        var sent = QueuedMessage.of(
                UUID.randomUUID().toString(),
                message.content().value(),
                MessageAttributes.toJson(message.messageAttributes()),
                message.messageGroupId().getOrElse(() -> null),
                message.tracingId().map(id -> id.id()).getOrElse(() -> null),
                now,
                Instant.ofEpochMilli(message.nextDelivery()
                        .toMillis(now.toEpochMilli(), delay)
                        .millis()));
        store.send(queue.name(), sent);
        getSelf().tell(Event.MESSAGES_MAY_BE_VISIBLE, getSelf());
        return ElasticMqTypes.message(sent);
    }

    private void receive(ReceiveMessages request) {
        var wait = OptionConverters.toJava(request.waitForMessages()).orElse(queue.receiveWait());
        try {
            var messages = take(request);
            if (messages.isEmpty() && wait.isPositive()) {
                waiting.add(
                        new WaitingReceiver(getSender(), request, Instant.now().plus(wait)));
                scheduleNextCheck();
            } else {
                getSender().tell(ElasticMqTypes.list(messages), getSelf());
            }
        } catch (RuntimeException e) {
            getSender().tell(new Status.Failure(asSqsError(e)), getSelf());
        }
    }

    private List<MessageData> take(ReceiveMessages request) {
        var received = store.receive(
                queue, request.count(), MAX_RECEIVE_BYTES, timeout(request.visibilityTimeout()), Instant.now());
        if (received.deadLettered() > 0) {
            getContext().getParent().tell(new QueueManager.MessagesMoved(deadLetterQueue()), getSelf());
        }
        return received.messages().stream().map(ElasticMqTypes::message).toList();
    }

    private String deadLetterQueue() {
        return queue.redrive().deadLetterQueue();
    }

    private void answerWaiting() {
        try {
            while (!waiting.isEmpty()) {
                var messages = take(waiting.peek().request());
                if (messages.isEmpty()) {
                    break;
                }
                waiting.poll().receiver().tell(ElasticMqTypes.list(messages), getSelf());
            }
        } catch (RuntimeException e) {
            waiting.poll().receiver().tell(new Status.Failure(asSqsError(e)), getSelf());
        }
        answerTimedOut();
        scheduleNextCheck();
    }

    private void answerTimedOut() {
        var now = Instant.now();
        waiting.stream()
                .filter(receiver -> !receiver.deadline().isAfter(now))
                .forEach(receiver -> receiver.receiver().tell(ElasticMqTypes.list(List.of()), getSelf()));
        waiting.removeIf(receiver -> !receiver.deadline().isAfter(now));
    }

    /**
     * Schedules the next check: when the first receiver times out, or when a message becomes visible if that is
     * earlier.
     */
    private void scheduleNextCheck() {
        waiting.stream().map(WaitingReceiver::deadline).min(Instant::compareTo).ifPresent(deadline -> {
            var next = store.nextVisibleAt(queue.name()).orElse(Long.MAX_VALUE);
            var millis = Math.min(deadline.toEpochMilli(), next) - System.currentTimeMillis();
            getTimers()
                    .startSingleTimer(
                            "check", Event.MESSAGES_MAY_BE_VISIBLE, Duration.ofMillis(Math.max(1, millis + 1)));
        });
    }

    private Object delete(DeleteMessage message) {
        store.delete(queue.name(), message.deliveryReceipt().receipt());
        return new Right<>(BoxedUnit.UNIT);
    }

    private Object changeVisibility(UpdateVisibilityTimeout message) {
        var receipt = message.deliveryReceipt().receipt();
        var visibleAt = Instant.now().plus(timeout(message.visibilityTimeout()));
        if (!store.changeVisibility(queue.name(), receipt, visibleAt)) {
            return new Left<>(new InvalidReceiptHandle(queue.name(), receipt));
        }
        getSelf().tell(Event.MESSAGES_MAY_BE_VISIBLE, getSelf());
        return new Right<>(BoxedUnit.UNIT);
    }

    private Object statistics() {
        return ElasticMqTypes.statistics(store.statistics(queue.name(), Instant.now()));
    }

    private Object moveTasks() {
        return ElasticMqTypes.list(store.moveTasks(queue.name()).stream()
                .map(ElasticMqTypes::moveTask)
                .toList());
    }

    private Object purge() {
        store.purge(queue.name());
        return BoxedUnit.UNIT;
    }

    private Object save(Queue changed) {
        if (changed.hasDeadLetterQueue(queue.name())) {
            throw new RequestRefusedException(
                    SQSException.invalidParameter("A queue cannot be its own dead-letter queue."));
        }
        store.save(changed);
        queue = changed;
        return BoxedUnit.UNIT;
    }

    private static Queue.Redrive redrive(UpdateQueueDeadLettersQueue message) {
        return message.newDeadLettersQueue()
                .map(data -> new Queue.Redrive(data.name(), data.maxReceiveCount()))
                .getOrElse(() -> null);
    }

    private Duration timeout(VisibilityTimeout timeout) {
        return timeout instanceof MillisVisibilityTimeout millis
                ? Duration.ofMillis(millis.millis())
                : queue.visibilityTimeout();
    }

    private static Exception asSqsError(RuntimeException failure) {
        return switch (failure) {
            case RequestRefusedException refused -> refused.error();
            case StoreFullException full ->
                new SQSException(
                        "ServiceUnavailable",
                        503,
                        "com.amazonaws.sqs#ServiceUnavailable",
                        Option.apply(full.getMessage()));
            default -> failure;
        };
    }
}
