package ordermessage.faults.proxy;

import com.google.gson.JsonParser;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** An AWS service that the functions call: its error responses, and the requests that write a message. */
public enum AwsService {
    SQS("SQS"),
    DYNAMODB("DynamoDB"),
    S3("S3");

    private static final Pattern PUT_OBJECT = Pattern.compile("PUT /[^/]+/([^?]+)\\.json\\S* HTTP/1\\.1");

    private final String product;

    AwsService(String product) {
        this.product = product;
    }

    /** Returns the environment variable that gives the AWS SDK the endpoint of this service. */
    public String endpointVariable() {
        return "AWS_ENDPOINT_URL_" + product.toUpperCase(Locale.ROOT);
    }

    /** Returns the response to any request while the service has an internal error. */
    HttpMessage serverErrorResponse() {
        return switch (this) {
            case SQS -> json(500, "com.amazonaws.sqs#InternalFailure");
            case DYNAMODB -> json(500, "com.amazonaws.dynamodb.v20120810#InternalServerError");
            case S3 -> xml(500, "InternalError");
        };
    }

    /** Returns the response to a caller that sends too many requests. */
    HttpMessage throttlingResponse() {
        return switch (this) {
            case SQS -> json(403, "com.amazonaws.sqs#RequestThrottled");
            case DYNAMODB -> json(400, "com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException");
            case S3 -> xml(503, "SlowDown");
        };
    }

    /** Returns the response to a caller without permission. */
    HttpMessage accessDeniedResponse() {
        return switch (this) {
            case SQS -> json(403, "com.amazonaws.sqs#AccessDeniedException");
            case DYNAMODB -> json(400, "com.amazon.coral.service#AccessDeniedException");
            case S3 -> xml(403, "AccessDenied");
        };
    }

    /** Returns whether a request writes a message. To SQS, the functions only send. */
    boolean isWrite(HttpMessage request) {
        return this == SQS || writtenKey(request).isPresent();
    }

    /** Returns the key of the message that a request writes, {@code <company id>/<message id>}; empty when it writes none. */
    Optional<String> writtenKey(HttpMessage request) {
        return switch (this) {
            case SQS -> Optional.empty();
            case S3 -> {
                var put = PUT_OBJECT.matcher(request.firstLine());
                yield put.matches() ? Optional.of(put.group(1)) : Optional.empty();
            }
            case DYNAMODB ->
                request.header("X-Amz-Target")
                        .filter("DynamoDB_20120810.PutItem"::equals)
                        .map(putItem -> itemKey(request.bodyText()));
        };
    }

    @Override
    public String toString() {
        return product;
    }

    private static String itemKey(String putItem) {
        var item = JsonParser.parseString(putItem).getAsJsonObject().getAsJsonObject("Item");
        return item.getAsJsonObject("company_id").get("S").getAsString() + "/"
                + item.getAsJsonObject("message_id").get("S").getAsString();
    }

    private static HttpMessage json(int status, String type) {
        return HttpMessage.response(
                status,
                "application/x-amz-json-1.0",
                "{\"__type\":\"%s\",\"message\":\"A fault of the suite\"}".formatted(type));
    }

    private static HttpMessage xml(int status, String code) {
        return HttpMessage.response(
                status,
                "application/xml",
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>%s</Code><Message>A fault of the suite</Message></Error>"
                        .formatted(code));
    }
}
