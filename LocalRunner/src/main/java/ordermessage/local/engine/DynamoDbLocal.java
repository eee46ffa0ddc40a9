package ordermessage.local.engine;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;

/** AWS's own DynamoDB Local in place of DynamoDB, with one set of tables for every Region and access key. */
public record DynamoDbLocal() implements EngineKind {
    @Override
    public String module() {
        return "DynamoDbLocal";
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
    public List<String> jvmOptions(Place place) {
        return List.of(
                "-Xmx192m",
                // It warns of every request that it refuses, such as a failed condition.
                "-Dorg.slf4j.simpleLogger.log.software.amazon.dynamodb=error");
    }

    @Override
    public String mainClass() {
        return "ordermessage.local.dynamodb.BoundServer";
    }

    @Override
    public List<String> arguments(Place place) {
        return List.of(
                place.host(),
                "-port",
                Integer.toString(place.port()),
                "-sharedDb",
                "-dbPath",
                place.data().toString(),
                "-disableTelemetry");
    }

    @Override
    public HttpRequest.Builder probe(URI endpoint) {
        return HttpRequest.newBuilder(endpoint)
                .header("Content-Type", "application/x-amz-json-1.0")
                .header("X-Amz-Target", "DynamoDB_20120810.ListTables")
                // Never checked, but it must look like one.
                .header("Authorization", "AWS4-HMAC-SHA256 Credential=local/20000101/local/dynamodb/aws4_request")
                .POST(BodyPublishers.ofString("{}"));
    }
}
