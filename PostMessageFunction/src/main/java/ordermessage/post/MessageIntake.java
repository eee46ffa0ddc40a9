package ordermessage.post;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import ordermessage.http.Answer;
import ordermessage.http.ApiRequest;
import ordermessage.http.Problem;
import ordermessage.http.ProblemType;
import ordermessage.json.JsonText;
import ordermessage.json.JsonValue;
import ordermessage.json.JsonValue.JsonObject;
import ordermessage.json.JsonValue.JsonString;
import ordermessage.json.MalformedJson;
import ordermessage.message.FieldError;
import ordermessage.queue.QueueBody;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes in messages: validates them and enqueues them. */
public final class MessageIntake {
    private static final Logger LOG = LoggerFactory.getLogger(MessageIntake.class);
    private static final int RETRY_AFTER_ACCEPTED = 1;
    private static final int RETRY_AFTER_OUTAGE = 5;

    private final MessageValidator validator;
    private final MessageQueue queue;

    public MessageIntake(MetadataSchema schema, MessageQueue queue) {
        this.validator = new MessageValidator(schema);
        this.queue = queue;
    }

    /**
     * Takes in one message. The order of the steps is the contract: a message is enqueued only after it was validated and
     * found to be the caller's own, and it is called accepted only after the queue has acknowledged it.
     *
     * <ol>
     *   <li>refuse a body that is not called JSON, that is empty, or that the queue cannot carry
     *   <li>parse the body strictly, and validate that same parse
     *   <li>refuse a message of another company; after the validation, because an invalid message is invalid for every
     *       caller
     *   <li>enqueue the text as it was posted
     *   <li>answer 202
     * </ol>
     */
    public Answer take(ApiRequest request) {
        if (request.contentType() != null && !MediaType.isJson(request.contentType())) { // 1
            return refusal(ProblemType.UNSUPPORTED_MEDIA_TYPE, "Send the message as application/json, in UTF-8.");
        }
        if (!request.body().hasRemaining()) {
            return refusal(ProblemType.MALFORMED_BODY, "The request has no body.");
        }
        if (request.body().remaining() > QueueBody.MAX_BYTES) {
            return tooLarge();
        }
        try {
            return switch (validator.validate(JsonText.decode(request.body()))) { // 2
                case MessageValidator.Valid(var message) -> takeValid(request, message);
                case MessageValidator.Invalid(var errors) ->
                    Answer.refusal(new Problem(ProblemType.INVALID_MESSAGE, "See the errors.", errors));
            };
        } catch (MalformedJson e) {
            return refusal(ProblemType.MALFORMED_BODY, e.flaw().detail());
        }
    }

    private Answer takeValid(ApiRequest request, ValidMessage message) {
        if (!request.caller().mayActFor(message.companyId())) { // 3
            return ofAnotherCompany();
        }
        var body = QueueBody.of(message.text());
        return body.fits() ? enqueue(body, request, message) : tooLarge();
    }

    private Answer enqueue(QueueBody body, ApiRequest request, ValidMessage message) {
        try {
            queue.enqueue(body); // 4
        } catch (QueueUnavailable e) {
            LOG.error("The message was not enqueued", e);
            return Answer.refusal(
                    new Problem(
                            ProblemType.SERVICE_UNAVAILABLE,
                            "The message was not accepted. Send it again: a message that arrives twice is stored once."),
                    RETRY_AFTER_OUTAGE);
        }
        return accepted(request, message); // 5
    }

    private static Answer accepted(ApiRequest request, ValidMessage message) {
        var members = new LinkedHashMap<String, JsonValue>();
        members.put("message_id", new JsonString(message.messageId()));
        members.put("status", new JsonString("accepted"));
        return new Answer.Success(
                202,
                new JsonObject(members),
                Map.of(
                        "Location",
                        request.basePath() + "/message/" + message.messageId(),
                        "Retry-After",
                        String.valueOf(RETRY_AFTER_ACCEPTED)));
    }

    private static Answer ofAnotherCompany() {
        var error = new FieldError("/metadata/company_id", "This must be the id of your own company.");
        return Answer.refusal(new Problem(
                ProblemType.FORBIDDEN, "The message is of another company than the token.", List.of(error)));
    }

    private static Answer tooLarge() {
        return refusal(
                ProblemType.BODY_TOO_LARGE, "A message may have at most " + QueueBody.MAX_BYTES + " bytes (1 MiB).");
    }

    private static Answer refusal(ProblemType type, String detail) {
        return Answer.refusal(new Problem(type, detail));
    }
}
