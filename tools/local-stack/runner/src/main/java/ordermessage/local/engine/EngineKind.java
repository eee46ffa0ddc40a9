package ordermessage.local.engine;

import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import ordermessage.local.process.Command;

/** What is particular to an engine: what it stands in for, how it is started, and when it answers. */
public sealed interface EngineKind permits ElasticMq, Dynoxide, DynamoDbCommand, S3Proxy {
    /** The engine's name, in messages to the user and for its log. */
    String name();

    /** The AWS service that it stands in for. */
    String service();

    /** The environment variable with which a user chooses its port. */
    String portVariable();

    /** Starts the engine. */
    Command command(EngineSettings place);

    /** Deletes what a killed engine may have left in its folder, before it starts again; most leave nothing. */
    default void tidy(Path data) {}

    /** A harmless request of its real protocol, answered with 200 as soon as the engine can serve. */
    HttpRequest.Builder probe(URI endpoint);
}
