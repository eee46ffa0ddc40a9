package ordermessage.local.engine;

import java.net.URI;
import java.net.http.HttpRequest;
import java.util.List;
import ordermessage.local.process.Command;

/**
 * ElasticMQ's HTTP server, which stands in for SQS. Its queues are in this project's own SQLite database, see the
 * module {@code engines/elasticmq}.
 *
 * @param region the Region in the queues' ARNs
 * @param maxBytes the largest size of the database in bytes; the server answers 503 to a message for which there is no
 *     room
 * @param heapMebibytes the largest size of the server's heap in MiB. It need not hold all messages
 */
public record ElasticMq(String region, long maxBytes, int heapMebibytes) implements EngineKind {
    private static final long GIBIBYTE = 1L << 30;
    private static final int HEAP_MEBIBYTES = 256;

    /** Creates an engine whose database may grow to 4 GiB. */
    public ElasticMq(String region) {
        this(region, 4 * GIBIBYTE, HEAP_MEBIBYTES);
    }

    @Override
    public String name() {
        return "ElasticMQ";
    }

    @Override
    public String service() {
        return "SQS";
    }

    @Override
    public String portVariable() {
        return "SQS_PORT";
    }

    @Override
    public Command command(EngineSettings settings) {
        return JvmEngine.command(
                "elasticmq",
                List.of(
                        "-Xmx%dm".formatted(heapMebibytes),
                        "-Dpekko.loglevel=WARNING",
                        // The timer need not be exact, and each tick wakes the process up.
                        "-Dpekko.scheduler.tick-duration=50ms",
                        // Each connection can hold a request of 1 MiB, and several copies of it while it is read.
                        "-Dpekko.http.server.max-connections=256",
                        "-Dorg.sqlite.tmpdir=" + settings.data()),
                "ordermessage.local.elasticmq.QueueServer",
                List.of(
                        settings.host(),
                        Integer.toString(settings.port()),
                        region,
                        settings.data().resolve("queues.db").toString(),
                        Long.toString(maxBytes)),
                settings);
    }

    @Override
    public HttpRequest.Builder probe(URI endpoint) {
        return HttpRequest.newBuilder(endpoint.resolve("/?Action=ListQueues&Version=2012-11-05"));
    }
}
