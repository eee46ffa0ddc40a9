package ordermessage.local.engine;

import java.net.URI;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import ordermessage.local.process.Command;

/**
 * A DynamoDB-compatible server that the user brings.
 *
 * @param command the program and its arguments, separated by spaces; {@code {host}}, {@code {port}} and {@code {data}} in
 *     it stand for the address, the port and the folder that the server is to use
 */
public record DynamoDbCommand(String command) implements EngineKind {
    private static final Pattern SPACES = Pattern.compile("\\s+");

    @Override
    public String name() {
        return "DynamoDbCommand";
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
        return new Command.Program(name(), words(place), Map.of(), place.data());
    }

    @Override
    public HttpRequest.Builder probe(URI endpoint) {
        return DynamoDbProbe.of(endpoint);
    }

    private List<String> words(EngineSettings place) {
        return SPACES.splitAsStream(command.strip())
                .map(word -> word.replace("{host}", place.host())
                        .replace("{port}", Integer.toString(place.port()))
                        .replace("{data}", place.data().toString()))
                .toList();
    }
}
