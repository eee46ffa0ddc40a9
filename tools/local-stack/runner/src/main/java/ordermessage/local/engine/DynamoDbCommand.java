package ordermessage.local.engine;

import java.net.URI;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import ordermessage.local.process.Command;

/**
 * A DynamoDB-compatible server that the user provides.
 *
 * @param command the program and its arguments, separated by spaces; {@code {host}}, {@code {port}} and {@code {data}}
 *     are replaced with the address, the port and the data folder of the server
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
    public Command command(EngineSettings settings) {
        return new Command.Program(name(), commandLine(settings), Map.of(), settings.data());
    }

    @Override
    public HttpRequest.Builder probe(URI endpoint) {
        return DynamoDbProbe.of(endpoint);
    }

    private List<String> commandLine(EngineSettings settings) {
        return SPACES.splitAsStream(command.strip())
                .map(word -> word.replace("{host}", settings.host())
                        .replace("{port}", Integer.toString(settings.port()))
                        .replace("{data}", settings.data().toString()))
                .toList();
    }
}
