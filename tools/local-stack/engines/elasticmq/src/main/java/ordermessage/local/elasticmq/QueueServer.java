package ordermessage.local.elasticmq;

import java.nio.file.Path;
import org.apache.pekko.actor.ActorSystem;
import org.elasticmq.NodeAddress;
import org.elasticmq.rest.sqs.SQSRestServerBuilder$;

/**
 * ElasticMQ's HTTP server with a {@link QueueStore}: ElasticMQ implements the protocol of SQS, and the store keeps
 * queues and messages. ElasticMQ's own queues are not used: they are in memory and are saved later, so messages can be
 * lost (see docs/decisions.md).
 */
public final class QueueServer {
    private QueueServer() {}

    /**
     * Starts the server, which runs until the process ends. When it cannot start, prints one line and exits with code
     * 1. Next to the database, it writes the file {@code oldest-messages}, see {@link OldestMessages}.
     *
     * @param arguments the address, the port, the Region in ARNs, the database file, and its maximum size in bytes
     */
    public static void main(String[] arguments) {
        try {
            var store = QueueStore.open(Path.of(arguments[3]), Long.parseLong(arguments[4]));
            Runtime.getRuntime().addShutdownHook(new Thread(store::close));
            var _ = new OldestMessages(store::oldestSent, Path.of(arguments[3]).resolveSibling("oldest-messages"))
                    .start(OldestMessages.INTERVAL);
            serve(arguments[0], Integer.parseInt(arguments[1]), arguments[2], store);
        } catch (RuntimeException | Error e) { // All of them: otherwise other threads keep the process running.
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private static void serve(String host, int port, String region, QueueStore store) {
        var system = ActorSystem.create("elasticmq");
        SQSRestServerBuilder$.MODULE$
                .withActorSystem(system)
                .withQueueManagerActor(system.actorOf(QueueManager.props(store)))
                .withSQSLimits(new ServerLimits())
                .withAWSRegion(region)
                .withInterface(host)
                .withPort(port)
                .withServerAddress(new NodeAddress("http", host, port, ""))
                .start()
                .waitUntilStarted();
    }
}
