package ordermessage.local.engine;

import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import ordermessage.local.process.Command;

/**
 * A kind of engine: the AWS service that it stands in for, its command, and the request that shows that it is ready.
 */
public sealed interface EngineKind permits ElasticMq, Dynoxide, DynamoDbCommand, S3Proxy {
    /** Returns the engine's name for messages to the user and for its log file. */
    String name();

    /** Returns the AWS service that the engine stands in for. */
    String service();

    /** Returns the environment variable that chooses the engine's port. */
    String portVariable();

    /** Returns the command that starts the engine. */
    Command command(EngineSettings settings);

    /**
     * Deletes the incomplete files that a killed engine may have left. Runs before each start; most engines leave none.
     */
    default void deleteIncompleteFiles(Path data) {}

    /** Returns a request without side effects, which the engine answers with status 200 as soon as it is ready. */
    HttpRequest.Builder probe(URI endpoint);
}
