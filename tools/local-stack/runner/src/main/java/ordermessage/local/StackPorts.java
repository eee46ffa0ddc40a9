package ordermessage.local;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;

/** The ports of the API, of the engines, of the user pools, of the API reference and of the console; 0 is any free port. */
public record StackPorts(int api, int sqs, int dynamoDb, int s3, int cognito, int docs, int console) {
    /** Free ports for all servers. */
    public static final StackPorts FREE = new StackPorts(0, 0, 0, 0, 0, 0, 0);

    /** @throws StartFailedException when two ports are the same and not 0 */
    public StackPorts {
        var ports = new LinkedHashMap<Integer, String>();
        var variables = Map.of(
                "PORT",
                api,
                "SQS_PORT",
                sqs,
                "DYNAMODB_PORT",
                dynamoDb,
                "S3_PORT",
                s3,
                "COGNITO_PORT",
                cognito,
                "DOCS_PORT",
                docs,
                "CONSOLE_PORT",
                console);
        for (var variable : new String[] {
            "PORT", "SQS_PORT", "DYNAMODB_PORT", "S3_PORT", "COGNITO_PORT", "DOCS_PORT", "CONSOLE_PORT"
        }) {
            var port = variables.get(variable);
            var other = port == 0 ? null : ports.put(port, variable);
            if (other != null) {
                throw new StartFailedException(
                        "%s and %s are both %d: each server needs a port of its own".formatted(other, variable, port));
            }
        }
    }

    /** Returns these ports with another port of the console. */
    StackPorts withConsole(int port) {
        return new StackPorts(api, sqs, dynamoDb, s3, cognito, docs, port);
    }

    boolean contains(int port) {
        return IntStream.of(api, sqs, dynamoDb, s3, cognito, docs, console).anyMatch(own -> own == port);
    }
}
