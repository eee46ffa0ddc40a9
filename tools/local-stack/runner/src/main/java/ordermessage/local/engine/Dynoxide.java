package ordermessage.local.engine;

import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import ordermessage.local.process.Command;

/**
 * Dynoxide, which stands in for DynamoDB: a program that keeps its tables in a SQLite database. All Regions and access
 * keys share the same tables.
 *
 * @param program the executable file
 */
public record Dynoxide(Path program) implements EngineKind {
    @Override
    public String name() {
        return "Dynoxide";
    }

    @Override
    public String service() {
        return "DynamoDB";
    }

    @Override
    public String portVariable() {
        return "DYNAMODB_PORT";
    }

    @Override
    public Command command(EngineSettings settings) {
        return new Command.Program(
                name(),
                List.of(
                        program.toString(),
                        "--host",
                        settings.host(),
                        "--port",
                        Integer.toString(settings.port()),
                        "--db-path",
                        settings.data().resolve("tables.db").toString()),
                Map.of(),
                settings.data());
    }

    @Override
    public HttpRequest.Builder probe(URI endpoint) {
        return DynamoDbProbe.of(endpoint);
    }
}
