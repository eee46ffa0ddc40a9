package ordermessage.local.engine;

import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.List;

/** What is particular to an engine: what it stands in for, how it is configured, and when it answers. */
public sealed interface EngineKind permits ElasticMq, DynamoDbLocal, S3Proxy {
    /** The engine's module in {@code LocalEngines}, which is also its name. */
    String module();

    /** The AWS service that it stands in for. */
    String service();

    /** The environment variable with which a user chooses its port. */
    String portVariable();

    /** The heap's limit and the settings that the engine takes as system properties. */
    List<String> jvmOptions(Place place);

    /** The engine's main class. */
    String mainClass();

    /** The arguments of its main class. */
    List<String> arguments(Place place);

    /** Clears away what a killed engine may have left in its folder, before it starts again; most leave nothing. */
    default void tidy(Path data) {}

    /** A harmless request of its real protocol, answered with 200 as soon as the engine can serve. */
    HttpRequest.Builder probe(URI endpoint);
}
