package ordermessage.local.elasticmq;

import java.nio.file.Path;
import org.apache.pekko.actor.ActorSystem;
import org.elasticmq.NodeAddress;
import org.elasticmq.rest.sqs.SQSRestServerBuilder$;

/**
 * ElasticMQ's HTTP server in front of a {@link QueueStore}: ElasticMQ speaks the protocol of SQS, the store keeps queues
 * and messages. ElasticMQ's own queues are in memory and written down afterwards, which loses messages (see
 * docs/decisions.md).
 */
public final class QueueServer {
    private QueueServer() {}

    /**
     * Serves until the process ends; ends with code 1 and one line when it cannot start.
     *
     * @param arguments address, port, the Region in ARNs, the database's file, and how many bytes it may take
     */
    public static void main(String[] arguments) {
        try {
            var store = QueueStore.open(Path.of(arguments[3]), Long.parseLong(arguments[4]));
            Runtime.getRuntime().addShutdownHook(new Thread(store::close));
            serve(arguments[0], Integer.parseInt(arguments[1]), arguments[2], store);
        } catch (RuntimeException | Error failure) { // Other threads would keep a process alive that does not serve.
            System.err.println(failure.getMessage());
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
