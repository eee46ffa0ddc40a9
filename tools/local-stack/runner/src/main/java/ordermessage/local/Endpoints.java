package ordermessage.local;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.util.Map;
import ordermessage.local.process.Ports;

/**
 * The URIs of the API, of the engines, of the user pools, of the server of the API reference and of the console. They are
 * known before these are started.
 */
public record Endpoints(URI gateway, URI sqs, URI dynamoDb, URI s3, URI cognito, URI docs, URI console) {
    /**
     * Uses the ports of the options, and chooses free ports for those that are 0.
     *
     * @throws ordermessage.local.process.PortTakenException when a port of the options is in use
     */
    static Endpoints choose(Options options) {
        var loopback = InetAddress.getLoopbackAddress();
        var engines = options.engineAddress();
        return new Endpoints(
                uri(loopback, options.ports().api(), "API", "PORT"),
                uri(engines, options.ports().sqs(), "SQS", "SQS_PORT"),
                uri(engines, options.ports().dynamoDb(), "DynamoDB", "DYNAMODB_PORT"),
                uri(engines, options.ports().s3(), "S3", "S3_PORT"),
                uri(loopback, options.ports().cognito(), "Cognito", "COGNITO_PORT"),
                uri(loopback, options.ports().docs(), "API reference", "DOCS_PORT"),
                uri(loopback, options.ports().console(), "console", "CONSOLE_PORT"));
    }

    /** Returns the environment variables with which the AWS SDKs and the AWS CLI find the engines. */
    public Map<String, String> variables() {
        return Map.of(
                "AWS_ENDPOINT_URL_SQS", sqs.toString(),
                "AWS_ENDPOINT_URL_DYNAMODB", dynamoDb.toString(),
                "AWS_ENDPOINT_URL_S3", s3.toString());
    }

    private static URI uri(InetAddress address, int port, String service, String variable) {
        var chosen = new Ports(address).choose(port, service, variable);
        var host = address.getHostAddress();
        return URI.create("http://%s:%d".formatted(address instanceof Inet6Address ? "[" + host + "]" : host, chosen));
    }
}
