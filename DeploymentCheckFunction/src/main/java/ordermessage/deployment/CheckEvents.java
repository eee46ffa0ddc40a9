package ordermessage.deployment;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Base64;
import java.util.UUID;

/**
 * The events of a check, as API Gateway and SQS send them (the samples in events/). None of them stores or reads a message: each
 * check has a company and a message id of its own, which nobody else has.
 */
final class CheckEvents {
    /** A message without the metadata that every message needs. */
    private static final String INVALID_MESSAGE = "{\"metadata\": {}, \"data\": {}}";

    private final String company = UUID.randomUUID().toString();

    /** Returns a POST of an invalid message. The API passes each body in Base64, because every body is binary for it. */
    String postOfAnInvalidMessage() {
        var body = Base64.getEncoder().encodeToString(INVALID_MESSAGE.getBytes(UTF_8));
        return request("POST", "/post-message", "/post-message", "null", '"' + body + '"', true);
    }

    /** Returns a GET of a message that nobody has sent. */
    String getOfAnUnknownMessage() {
        var message = UUID.randomUUID().toString();
        return request(
                "GET",
                "/message/{message_id}",
                "/message/" + message,
                "{\"message_id\": \"%s\"}".formatted(message),
                "null",
                false);
    }

    /** Returns a list of a company that has no messages. */
    String listOfAnUnknownCompany() {
        return request("GET", "/messages", "/messages", "null", "null", false);
    }

    /** Returns a batch without records. SQS sends none, but Lambda passes it on. */
    String emptyBatch() {
        return "{\"Records\": []}";
    }

    private String request(
            String method, String resource, String path, String pathParameters, String body, boolean isBase64) {
        return """
            {
              "resource": "%1$s",
              "path": "%2$s",
              "httpMethod": "%3$s",
              "headers": {"Accept": "*/*", "Content-Type": "application/json"},
              "multiValueHeaders": {"Accept": ["*/*"], "Content-Type": ["application/json"]},
              "queryStringParameters": null,
              "multiValueQueryStringParameters": null,
              "pathParameters": %4$s,
              "stageVariables": null,
              "requestContext": {
                "resourcePath": "%1$s",
                "httpMethod": "%3$s",
                "path": "/prod%2$s",
                "protocol": "HTTP/1.1",
                "stage": "prod",
                "requestId": "%5$s",
                "requestTimeEpoch": %6$d,
                "authorizer": {
                  "claims": {
                    "token_use": "access",
                    "scope": "messages/write messages/read company/%7$s",
                    "client_id": "deployment-check"
                  }
                },
                "identity": {"sourceIp": "127.0.0.1", "userAgent": "deployment-check"}
              },
              "body": %8$s,
              "isBase64Encoded": %9$b
            }
            """.formatted(
                        resource,
                        path,
                        method,
                        pathParameters,
                        UUID.randomUUID(),
                        Instant.now().toEpochMilli(),
                        company,
                        body,
                        isBase64);
    }
}
