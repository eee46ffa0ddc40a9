package ordermessage.local.elasticmq;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Props;
import org.apache.pekko.pattern.Patterns;
import org.elasticmq.NodeAddress;
import org.elasticmq.StrictSQSLimits$;
import org.elasticmq.actor.QueueManagerActor;
import org.elasticmq.actor.queue.QueueEvent;
import org.elasticmq.persistence.sql.SqlQueuePersistenceActor;
import org.elasticmq.persistence.sql.SqlQueuePersistenceConfig;
import org.elasticmq.rest.sqs.SQSRestServerBuilder$;
import org.elasticmq.util.NowProvider;
import scala.Option;
import scala.collection.immutable.List$;
import scala.util.Right;

/**
 * ElasticMQ that serves when it has restored what it stored. Its own main class serves at once: for a moment a queue
 * does not exist, or is empty; and when it cannot read its database it goes on without one.
 *
 * @param host the address to listen on
 * @param port the port to listen on
 * @param region the Region in the queues' ARNs
 * @param database the JDBC URL of the H2 database that keeps queues and messages
 */
public record RestoredServer(String host, int port, String region, String database) {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** The arguments are those of the record; ends with code 1 when the server cannot start. */
    public static void main(String[] arguments) {
        try {
            new RestoredServer(arguments[0], Integer.parseInt(arguments[1]), arguments[2], arguments[3]).start();
        } catch (RuntimeException failure) {
            failure.printStackTrace();
            System.exit(1);
        }
    }

    private void start() {
        var system = ActorSystem.create("elasticmq");
        var unreadable = new CompletableFuture<>();
        var storage = system.actorOf(Props.create(SqlQueuePersistenceActor.class, () -> storage(unreadable)));
        var queues = system.actorOf(Props.create(QueueManagerActor.class, () -> queues(storage)));
        var restored = Patterns.ask(storage, new QueueEvent.Restore(queues), PATIENCE);
        requireRight(CompletableFuture.anyOf(restored.toCompletableFuture(), unreadable)
                .join());
        serve(system, queues, storage);
    }

    /** An actor that cannot be made answers nobody, so its failure is told in another way. */
    private SqlQueuePersistenceActor storage(CompletableFuture<Object> unreadable) {
        var config = new SqlQueuePersistenceConfig(true, "org.h2.Driver", database, "", "", false);
        try {
            return new SqlQueuePersistenceActor(config, List$.MODULE$.empty());
        } catch (Exception failure) { // Scala declares no checked exceptions, but throws them.
            unreadable.completeExceptionally(failure);
            throw failure;
        }
    }

    private static QueueManagerActor queues(ActorRef storage) {
        return new QueueManagerActor(new NowProvider(), StrictSQSLimits$.MODULE$, Option.apply(storage));
    }

    private static void requireRight(Object restored) {
        if (!(restored instanceof Right)) {
            throw new IllegalStateException("The queues cannot be restored: " + restored);
        }
    }

    private void serve(ActorSystem system, ActorRef queues, ActorRef storage) {
        SQSRestServerBuilder$.MODULE$
                .withActorSystem(system)
                .withQueueManagerActor(queues)
                .withQueueEventListener(storage)
                .withSQSLimits(StrictSQSLimits$.MODULE$)
                .withAWSRegion(region)
                .withInterface(host)
                .withPort(port)
                .withServerAddress(new NodeAddress("http", host, port, ""))
                .start()
                .waitUntilStarted();
    }
}
