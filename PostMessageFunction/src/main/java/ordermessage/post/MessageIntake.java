package ordermessage.post;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import ordermessage.http.Answer;
import ordermessage.http.ApiRequest;
import ordermessage.http.Problem;
import ordermessage.http.ProblemType;
import ordermessage.json.JsonText;
import ordermessage.json.JsonValue;
import ordermessage.json.JsonValue.JsonObject;
import ordermessage.json.JsonValue.JsonString;
import ordermessage.json.MalformedJsonException;
import ordermessage.logging.LogFields;
import ordermessage.message.FieldError;
import ordermessage.ports.StorageUnavailableException;
import ordermessage.ports.StoredContents;
import ordermessage.queue.QueueBody;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** Takes in messages: validates them and enqueues them. */
public final class MessageIntake {
    private static final Logger LOG = LoggerFactory.getLogger(MessageIntake.class);

    /** The outcome of a message that the queue has acknowledged. */
    static final String ACCEPTED = "accepted";

    /** The outcome of a message whose content is stored already. */
    static final String ALREADY_STORED = "already_stored";

    private static final int RETRY_AFTER_ACCEPTED = 1;
    private static final int RETRY_AFTER_OUTAGE = 5;

    private final MessageValidator validator;
    private final StoredContents stored;
    private final MessageQueue queue;

    public MessageIntake(MetadataSchema schema, StoredContents stored, MessageQueue queue) {
        this.validator = new MessageValidator(schema);
        this.stored = stored;
        this.queue = queue;
    }

    /**
     * Takes in one message. The order of the steps is the contract: a message is enqueued only after it was validated and
     * found to be the caller's own, and it is called accepted only after the queue has acknowledged it.
     *
     * <ol>
     *   <li>refuse a body whose media type is not JSON, that cannot be decoded, that is empty, or that is too large for the queue
     *   <li>parse the body strictly, and validate that same parse
     *   <li>refuse a message of another company; after the validation, because an invalid message is invalid for every
     *       caller
     *   <li>answer 200 if this content is stored already, and 409 if different content is stored under the key; go on if
     *       neither is known
     *   <li>enqueue the text as it was posted, without its content encoding
     *   <li>answer 202
     * </ol>
     *
     * <p>If the queue does not acknowledge the message in step 5, the answer is 503. The message may still be in the queue,
     * even more than once: each attempt of the call may have reached the queue, although its answer was lost. If the
     * function stops after step 5 has begun, the message may be in the queue without an answer of this method. No other step
     * enqueues anything, so after every other refusal the message of this request is not in the queue.
     */
    public Answer take(ApiRequest request) {
        if (!MediaType.isJson(request.contentType())) { // 1
            return refusal(ProblemType.UNSUPPORTED_MEDIA_TYPE, "Send the message as application/json, in UTF-8.");
        }
        return switch (ContentEncoding.decode(request.contentEncoding(), request.body(), QueueBody.MAX_BYTES)) {
            case ContentEncoding.Decoded(var body) -> takeBody(request, body);
            case ContentEncoding.Malformed() ->
                refusal(ProblemType.MALFORMED_BODY, "The body is not in the encoding that Content-Encoding names.");
            case ContentEncoding.Unsupported() -> unsupportedEncoding();
        };
    }

    private Answer takeBody(ApiRequest request, ByteBuffer body) {
        if (!body.hasRemaining()) {
            return refusal(ProblemType.MALFORMED_BODY, "The request has no body.");
        }
        if (body.remaining() > QueueBody.MAX_BYTES) {
            return tooLarge();
        }
        try {
            return switch (validator.validate(JsonText.decode(body))) { // 2
                case MessageValidator.Valid(var message) -> takeValid(request, message);
                case MessageValidator.Invalid(var errors) ->
                    Answer.refusal(new Problem(ProblemType.INVALID_MESSAGE, "See the errors.", errors));
            };
        } catch (MalformedJsonException e) {
            return refusal(ProblemType.MALFORMED_BODY, e.flaw().detail());
        }
    }

    private Answer takeValid(ApiRequest request, ValidMessage message) {
        MDC.put(LogFields.MESSAGE_ID, message.key().messageId().value());
        if (!request.caller().mayActFor(message.key().companyId())) { // 3
            return ofAnotherCompany();
        }
        var body = QueueBody.of(message.text());
        if (!body.fits()) {
            return tooLarge();
        }
        return answerIfStored(request, message) // 4
                .orElseGet(() -> enqueue(body, request, message));
    }

    /** Returns an early answer if content is stored under the key: then nothing is enqueued. Only the processor's check is final. */
    private Optional<Answer> answerIfStored(ApiRequest request, ValidMessage message) {
        try {
            return stored.find(message.key())
                    .map(digest -> digest.equals(message.digest()) ? alreadyStored(request, message) : conflict());
        } catch (StorageUnavailableException e) {
            LOG.warn("The table did not say whether the message is stored. The message is enqueued", e);
            return Optional.empty();
        }
    }

    private Answer enqueue(QueueBody body, ApiRequest request, ValidMessage message) {
        try {
            queue.enqueue(body, message.key().companyId()); // 5
        } catch (QueueUnavailableException e) {
            LOG.error("The queue did not confirm the message, but may have received it", e);
            return Answer.refusal(
                    new Problem(
                            ProblemType.SERVICE_UNAVAILABLE,
                            "The queue did not confirm the message. Send it again: a message that arrives twice is stored once."),
                    RETRY_AFTER_OUTAGE);
        }
        return accepted(request, message); // 6
    }

    private static Answer accepted(ApiRequest request, ValidMessage message) {
        return new Answer.Success(
                202,
                ACCEPTED,
                body(message, ACCEPTED),
                Map.of("Location", location(request, message), "Retry-After", String.valueOf(RETRY_AFTER_ACCEPTED)));
    }

    private static Answer alreadyStored(ApiRequest request, ValidMessage message) {
        return new Answer.Success(
                200, ALREADY_STORED, body(message, "stored"), Map.of("Location", location(request, message)));
    }

    private static JsonObject body(ValidMessage message, String status) {
        var members = new LinkedHashMap<String, JsonValue>();
        members.put("message_id", new JsonString(message.messageId()));
        members.put("status", new JsonString(status));
        return new JsonObject(members);
    }

    private static String location(ApiRequest request, ValidMessage message) {
        return request.basePath() + "/message/" + message.messageId();
    }

    private static Answer conflict() {
        return refusal(
                ProblemType.CONFLICT,
                "Different content is stored under this message id and is not replaced. Send a corrected message under a new id.");
    }

    private static Answer ofAnotherCompany() {
        var error = new FieldError("/metadata/company_id", "This must be the id of your own company.");
        return Answer.refusal(new Problem(
                ProblemType.FORBIDDEN, "The message is of another company than the token.", List.of(error)));
    }

    private static Answer unsupportedEncoding() {
        return new Answer.Refusal(
                new Problem(ProblemType.UNSUPPORTED_CONTENT_ENCODING, "Send the body as it is, or in gzip."),
                Map.of("Accept-Encoding", ContentEncoding.SUPPORTED));
    }

    private static Answer tooLarge() {
        return refusal(
                ProblemType.BODY_TOO_LARGE, "A message may have at most " + QueueBody.MAX_BYTES + " bytes (1 MiB).");
    }

    private static Answer refusal(ProblemType type, String detail) {
        return Answer.refusal(new Problem(type, detail));
    }
}
