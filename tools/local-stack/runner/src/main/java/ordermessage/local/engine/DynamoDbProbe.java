package ordermessage.local.engine;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;

/** Makes a {@code ListTables} request, which every DynamoDB-compatible server answers. */
final class DynamoDbProbe {
    private DynamoDbProbe() {}

    static HttpRequest.Builder of(URI endpoint) {
        return HttpRequest.newBuilder(endpoint)
                .header("Content-Type", "application/x-amz-json-1.0")
                .header("X-Amz-Target", "DynamoDB_20120810.ListTables")
                // Local servers do not check the signature, but some require one.
                .header(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=local/20000101/local/dynamodb/aws4_request,"
                                + " SignedHeaders=host, Signature=0")
                .header("X-Amz-Date", "20000101T000000Z")
                .POST(BodyPublishers.ofString("{}"));
    }
}
