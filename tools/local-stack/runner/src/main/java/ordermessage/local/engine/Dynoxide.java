package ordermessage.local.engine;

import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import ordermessage.local.process.Command;

/**
 * Dynoxide in place of DynamoDB: one program on a SQLite database, with one set of tables for every Region and access
 * key.
 *
 * @param program the program's file
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
    public Command command(EngineSettings place) {
        return new Command.Program(
                name(),
                List.of(
                        program.toString(),
                        "--host",
                        place.host(),
                        "--port",
                        Integer.toString(place.port()),
                        "--db-path",
                        place.data().resolve("tables.db").toString()),
                Map.of(),
                place.data());
    }

    @Override
    public HttpRequest.Builder probe(URI endpoint) {
        return DynamoDbProbe.of(endpoint);
    }
}
