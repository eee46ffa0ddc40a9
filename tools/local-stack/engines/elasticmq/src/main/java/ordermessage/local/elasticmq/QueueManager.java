package ordermessage.local.elasticmq;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.pekko.actor.AbstractActorWithTimers;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.Props;
import org.apache.pekko.actor.Status;
import org.elasticmq.CreateQueueData;
import org.elasticmq.InvalidMessageMoveTaskHandle;
import org.elasticmq.InvalidParameterValue;
import org.elasticmq.Limits;
import org.elasticmq.MessageMoveTaskAlreadyRunning;
import org.elasticmq.StrictSQSLimits$;
import org.elasticmq.msg.CancelMessageMoveTask;
import org.elasticmq.msg.CreateQueue;
import org.elasticmq.msg.DeleteQueue;
import org.elasticmq.msg.ListDeadLetterSourceQueues;
import org.elasticmq.msg.ListQueues;
import org.elasticmq.msg.LookupQueue;
import org.elasticmq.msg.StartMessageMoveTask;
import scala.Option;
import scala.jdk.javaapi.OptionConverters;
import scala.runtime.BoxedUnit;
import scala.util.Left;
import scala.util.Right;

/**
 * The actor that creates, finds and deletes queues, and moves messages between them. A move task that was running when
 * the process ended continues when the process starts again.
 */
final class QueueManager extends AbstractActorWithTimers {
    /** The time that a move task waits when the next messages are hidden, or after an error. */
    private static final Duration MOVE_PAUSE = Duration.ofMillis(200);

    private static final Duration DEFAULT_VISIBILITY_TIMEOUT = Duration.ofSeconds(30);

    private final QueueStore store;
    private final Map<String, ActorRef> queues = new TreeMap<>();

    private QueueManager(QueueStore store) {
        this.store = store;
        store.queues().forEach(this::start);
        store.moveTasks().stream()
                .filter(MoveTask::isRunning)
                .forEach(task -> getSelf().tell(new MoveNext(task), getSelf()));
    }

    static Props props(QueueStore store) {
        return Props.create(QueueManager.class, () -> new QueueManager(store));
    }

    /** Tells this actor that messages were moved to a queue. */
    record MessagesMoved(String queue) {}

    /** Tells this actor to move the next messages of a task. */
    private record MoveNext(MoveTask task) {}

    @Override
    public Receive createReceive() {
        return receiveBuilder()
                .match(LookupQueue.class, message -> answer(() -> lookUp(message.queueName())))
                .match(CreateQueue.class, message -> answer(() -> create(message.request())))
                .match(DeleteQueue.class, message -> answer(() -> delete(message.queueName())))
                .match(ListQueues.class, message -> answer(this::names))
                .match(ListDeadLetterSourceQueues.class, message -> answer(() -> sources(message.queueName())))
                .match(StartMessageMoveTask.class, message -> answer(() -> startMove(message)))
                .match(CancelMessageMoveTask.class, message -> answer(() -> cancelMove(message.taskHandle())))
                .match(MessagesMoved.class, message -> wake(message.queue()))
                .match(MoveNext.class, message -> move(message.task()))
                .build();
    }

    private void answer(Supplier<Object> answer) {
        try {
            getSender().tell(answer.get(), getSelf());
        } catch (RuntimeException e) {
            getSender().tell(new Status.Failure(e), getSelf());
        }
    }

    private Object lookUp(String name) {
        return Option.apply(queues.get(name));
    }

    /** Creates a queue. An existing queue stays as it is; SetQueueAttributes changes it. */
    private Object create(CreateQueueData request) {
        if (queues.containsKey(request.name())) {
            return new Right<>(queues.get(request.name()));
        }
        if (request.isFifo()) {
            return new Left<>(new InvalidParameterValue(request.name(), "FIFO queues are not supported here."));
        }
        var verified = Limits.verifyQueueName(request.name(), false, StrictSQSLimits$.MODULE$);
        if (verified.isLeft()) {
            return new Left<>(new InvalidParameterValue(
                    request.name(), verified.swap().toOption().get()));
        }
        var queue = queue(request);
        store.save(queue);
        return new Right<>(start(queue));
    }

    private static Queue queue(CreateQueueData request) {
        var now = Instant.now();
        return new Queue(
                request.name(),
                OptionConverters.toJava(request.defaultVisibilityTimeout())
                        .map(timeout -> Duration.ofMillis(timeout.millis()))
                        .orElse(DEFAULT_VISIBILITY_TIMEOUT),
                OptionConverters.toJava(request.delay()).orElse(Duration.ZERO),
                OptionConverters.toJava(request.receiveMessageWait()).orElse(Duration.ZERO),
                now,
                now,
                request.deadLettersQueue()
                        .map(data -> new Queue.Redrive(data.name(), data.maxReceiveCount()))
                        .getOrElse(() -> null));
    }

    private ActorRef start(Queue queue) {
        var actor = getContext().actorOf(QueueActor.props(store, queue));
        queues.put(queue.name(), actor);
        return actor;
    }

    private Object delete(String name) {
        store.deleteQueue(name);
        Optional.ofNullable(queues.remove(name)).ifPresent(getContext()::stop);
        return BoxedUnit.UNIT;
    }

    private Object names() {
        return ElasticMqTypes.list(queues.keySet().stream().toList());
    }

    private Object sources(String deadLetterQueue) {
        return ElasticMqTypes.list(sourcesOf(deadLetterQueue));
    }

    private List<String> sourcesOf(String deadLetterQueue) {
        return store.queues().stream()
                .filter(queue -> queue.hasDeadLetterQueue(deadLetterQueue))
                .map(Queue::name)
                .toList();
    }

    private Object startMove(StartMessageMoveTask request) {
        var source = nameOf(request.sourceQueue());
        var isRunning = store.moveTasks(source).stream().anyMatch(MoveTask::isRunning);
        if (isRunning) {
            return new Left<>(new MessageMoveTaskAlreadyRunning(source));
        }
        var destination = OptionConverters.toJava(request.destinationQueue())
                .map(this::nameOf)
                .or(() -> sourcesOf(source).stream().findFirst());
        if (destination.isEmpty()) {
            return new Left<>(new InvalidParameterValue(source, "No queue has this one as its dead-letter queue."));
        }
        var task = store.startMove(source, destination.get(), Instant.now());
        getSelf().tell(new MoveNext(task), getSelf());
        return new Right<>(task.handle());
    }

    private void move(MoveTask task) {
        MoveTask next;
        try {
            next = store.move(task, Instant.now());
        } catch (RuntimeException e) {
            System.err.println("Messages could not be moved; the next attempt follows: " + e.getMessage());
            getTimers().startSingleTimer(task.handle(), new MoveNext(task), MOVE_PAUSE);
            return;
        }
        if (next.moved() > task.moved()) {
            wake(next.destination());
        }
        if (next.isRunning() && next.moved() > task.moved()) {
            getSelf().tell(new MoveNext(next), getSelf());
        } else if (next.isRunning()) {
            // The remaining messages are hidden by a visibility timeout.
            getTimers().startSingleTimer(next.handle(), new MoveNext(next), MOVE_PAUSE);
        }
    }

    private Object cancelMove(String handle) {
        return store.cancelMove(handle)
                .<Object>map(task -> new Right<>(task.moved()))
                .orElseGet(() -> new Left<>(new InvalidMessageMoveTaskHandle(handle)));
    }

    private void wake(String queue) {
        Optional.ofNullable(queues.get(queue))
                .ifPresent(actor -> actor.tell(QueueActor.Event.MESSAGES_MAY_BE_VISIBLE, getSelf()));
    }

    private String nameOf(ActorRef actor) {
        return queues.entrySet().stream()
                .filter(entry -> entry.getValue().equals(actor))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }
}
