package ordermessage.faults;

import com.google.gson.JsonParser;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** A service of AWS: how it says no, and what is a write to it. */
enum Service {
    QUEUE("SQS"),
    TABLE("DynamoDB"),
    BUCKET("S3");

    private static final Pattern PUT_OBJECT = Pattern.compile("PUT /[^/]+/([^?]+)\\.json\\S* HTTP/1\\.1");

    private final String product;

    Service(String product) {
        this.product = product;
    }

    /** The variable that tells a function where the service is. */
    String variable() {
        return "AWS_ENDPOINT_URL_" + product.toUpperCase(Locale.ROOT);
    }

    /** Its answer when something broke inside of it. */
    HttpMessage failure() {
        return switch (this) {
            case QUEUE -> json(500, "com.amazonaws.sqs#InternalFailure");
            case TABLE -> json(500, "com.amazonaws.dynamodb.v20120810#InternalServerError");
            case BUCKET -> xml(500, "InternalError");
        };
    }

    /** Its answer when it is asked too much. */
    HttpMessage throttling() {
        return switch (this) {
            case QUEUE -> json(403, "com.amazonaws.sqs#RequestThrottled");
            case TABLE -> json(400, "com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException");
            case BUCKET -> xml(503, "SlowDown");
        };
    }

    /** Its answer to a caller without permission. */
    HttpMessage denial() {
        return switch (this) {
            case QUEUE -> json(403, "com.amazonaws.sqs#AccessDeniedException");
            case TABLE -> json(400, "com.amazon.coral.service#AccessDeniedException");
            case BUCKET -> xml(403, "AccessDenied");
        };
    }

    /** What a request writes a message under, {@code <company id>/<message id>}; empty when it writes none. */
    Optional<String> writtenKey(HttpMessage request) {
        return switch (this) {
            case QUEUE -> Optional.empty();
            case BUCKET -> {
                var put = PUT_OBJECT.matcher(request.firstLine());
                yield put.matches() ? Optional.of(put.group(1)) : Optional.empty();
            }
            case TABLE ->
                request.header("X-Amz-Target")
                        .filter("DynamoDB_20120810.PutItem"::equals)
                        .map(putItem -> itemKey(request.text()));
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
        return HttpMessage.answer(
                status,
                "application/x-amz-json-1.0",
                "{\"__type\":\"%s\",\"message\":\"A fault of the suite\"}".formatted(type));
    }

    private static HttpMessage xml(int status, String code) {
        return HttpMessage.answer(
                status,
                "application/xml",
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>%s</Code><Message>A fault of the suite</Message></Error>"
                        .formatted(code));
    }
}
