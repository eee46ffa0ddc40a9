package ordermessage.local.engine;

import java.net.URI;
import java.net.http.HttpRequest;
import java.util.List;

/**
 * ElasticMQ in place of SQS. What SQS refuses it refuses as well, but for the size of attributes, which it does not
 * count. It forgets a purge when it is started again.
 *
 * @param region the Region in the queues' ARNs
 */
public record ElasticMq(String region) implements EngineKind {
    @Override
    public String module() {
        return "ElasticMq";
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
    public List<String> jvmOptions(Place place) {
        // It holds every queued message in memory, of up to 1 MiB each.
        return List.of("-Xmx384m", "-Dpekko.loglevel=WARNING");
    }

    @Override
    public String mainClass() {
        return "ordermessage.local.elasticmq.RestoredServer";
    }

    @Override
    public List<String> arguments(Place place) {
        // By default the database writes what it has committed half a second later: a kill -9 then loses messages
        // that the sender was told are safe. No delay costs a sender less than a millisecond.
        var database = "jdbc:h2:" + place.data().resolve("messages") + ";WRITE_DELAY=0";
        return List.of(place.host(), Integer.toString(place.port()), region, database);
    }

    @Override
    public HttpRequest.Builder probe(URI endpoint) {
        return HttpRequest.newBuilder(endpoint.resolve("/?Action=ListQueues&Version=2012-11-05"));
    }
}
