package ordermessage.local.engine;

import java.net.URI;
import java.net.http.HttpRequest;
import java.util.List;
import ordermessage.local.process.Command;

/**
 * ElasticMQ's HTTP server in place of SQS, with queues in a SQLite database of our own ({@code engines/elasticmq}).
 *
 * @param region the Region in the queues' ARNs
 * @param maxBytes how large the database may grow: a message beyond it is refused with 503
 */
public record ElasticMq(String region, long maxBytes) implements EngineKind {
    private static final long GIBIBYTE = 1L << 30;

    /** Room for a backlog of 4 GiB. */
    public ElasticMq(String region) {
        this(region, 4 * GIBIBYTE);
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
    public Command command(EngineSettings place) {
        return JvmEngine.command(
                "elasticmq",
                List.of(
                        "-Xmx256m",
                        "-Dpekko.loglevel=WARNING",
                        // Each connection can hold a request of 1 MiB, several times over while it is read.
                        "-Dpekko.http.server.max-connections=256",
                        "-Dorg.sqlite.tmpdir=" + place.data()),
                "ordermessage.local.elasticmq.QueueServer",
                List.of(
                        place.host(),
                        Integer.toString(place.port()),
                        region,
                        place.data().resolve("queues.db").toString(),
                        Long.toString(maxBytes)),
                place);
    }

    @Override
    public HttpRequest.Builder probe(URI endpoint) {
        return HttpRequest.newBuilder(endpoint.resolve("/?Action=ListQueues&Version=2012-11-05"));
    }
}
