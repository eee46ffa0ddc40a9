package ordermessage.local;

import java.util.LinkedHashMap;
import java.util.Map;

/** The ports of the API and of the engines; 0 stands for any free port. */
public record StackPorts(int api, int sqs, int dynamoDb, int s3) {
    /** Free ports for the API and all engines. */
    public static final StackPorts FREE = new StackPorts(0, 0, 0, 0);

    /** @throws StartFailed when two ports are the same and not 0 */
    public StackPorts {
        var ports = new LinkedHashMap<Integer, String>();
        var variables = Map.of("PORT", api, "SQS_PORT", sqs, "DYNAMODB_PORT", dynamoDb, "S3_PORT", s3);
        for (var variable : new String[] {"PORT", "SQS_PORT", "DYNAMODB_PORT", "S3_PORT"}) {
            var port = variables.get(variable);
            var other = port == 0 ? null : ports.put(port, variable);
            if (other != null) {
                throw new StartFailed(
                        "%s and %s are both %d: each server needs a port of its own".formatted(other, variable, port));
            }
        }
    }
}
