package ordermessage.post;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import ordermessage.http.Answer;
import ordermessage.http.Caller;
import ordermessage.http.Problem;
import ordermessage.http.ProblemType;
import ordermessage.json.JsonText;
import ordermessage.json.JsonValue;
import ordermessage.json.JsonValue.JsonObject;
import ordermessage.json.JsonValue.JsonString;
import ordermessage.json.MalformedJson;
import ordermessage.message.FieldError;
import ordermessage.message.MessageShape;
import ordermessage.message.Uuid;
import ordermessage.queue.QueueBody;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Accepts posted messages, or says why not. */
public final class MessageIntake {
    private static final Logger LOG = LoggerFactory.getLogger(MessageIntake.class);
    private static final int RETRY_AFTER_ACCEPTED = 1;
    private static final int RETRY_AFTER_OUTAGE = 5;

    private final MetadataSchema schema;
    private final MessageQueue queue;

    public MessageIntake(MetadataSchema schema, MessageQueue queue) {
        this.schema = schema;
        this.queue = queue;
    }

    /**
     * Takes one message. The order of the steps is the contract: nothing is enqueued that was not validated or is not the
     * caller's own, and nothing is called accepted that the queue has not acknowledged.
     *
     * <ol>
     *   <li>refuse what does not claim to be JSON, what is empty and what the queue could not carry
     *   <li>parse strictly
     *   <li>validate that very parse
     *   <li>refuse what is another company's; only now, because what is invalid is so for every caller
     *   <li>enqueue the text as it was posted
     *   <li>answer 202
     * </ol>
     */
    public Answer take(Caller caller, PostedBody posted) {
        try {
            return refusalOnSight(posted).orElseGet(() -> takeText(caller, posted)); // 1
        } catch (MalformedJson e) {
            return refusal(ProblemType.MALFORMED_BODY, e.flaw().detail());
        }
    }

    private Answer takeText(Caller caller, PostedBody posted) {
        var text = JsonText.decode(posted.bytes());
        var document = JsonText.parse(text); // 2
        var errors = errors(document); // 3
        if (!errors.isEmpty()) {
            return Answer.refusal(new Problem(ProblemType.INVALID_MESSAGE, "See the errors.", errors));
        }
        if (!caller.mayActFor(new Uuid(metadata(document, "company_id")))) { // 4
            return anotherCompanys();
        }
        var body = QueueBody.of(text);
        return body.fits() ? enqueue(body, metadata(document, "message_id"), posted.basePath()) : tooLarge();
    }

    private static Optional<Answer> refusalOnSight(PostedBody posted) {
        if (!posted.contentType().map(MediaType::isJson).orElse(true)) {
            return Optional.of(
                    refusal(ProblemType.UNSUPPORTED_MEDIA_TYPE, "Send the message as application/json, in UTF-8."));
        }
        if (!posted.bytes().hasRemaining()) {
            return Optional.of(refusal(ProblemType.MALFORMED_BODY, "The request has no body."));
        }
        return posted.bytes().remaining() > QueueBody.LARGEST ? Optional.of(tooLarge()) : Optional.empty();
    }

    private List<FieldError> errors(JsonValue document) {
        var errors = new ArrayList<>(MessageShape.outlineErrors(document));
        if (document instanceof JsonObject root) {
            root.object("metadata").ifPresent(metadata -> errors.addAll(schema.errors(metadata)));
        }
        return errors;
    }

    private Answer enqueue(QueueBody body, String messageId, String basePath) {
        try {
            queue.enqueue(body); // 5
        } catch (QueueUnavailable e) {
            LOG.error("The message was not enqueued", e);
            return Answer.refusal(
                    new Problem(
                            ProblemType.SERVICE_UNAVAILABLE,
                            "The message was not accepted. Send it again: a message that arrives twice is stored once."),
                    RETRY_AFTER_OUTAGE);
        }
        return accepted(messageId, basePath); // 6
    }

    private static Answer accepted(String messageId, String basePath) {
        var members = new LinkedHashMap<String, JsonValue>();
        members.put("message_id", new JsonString(messageId));
        members.put("status", new JsonString("accepted"));
        return new Answer.Success(
                202,
                new JsonObject(members),
                Map.of(
                        "Location",
                        basePath + "/message/" + messageId,
                        "Retry-After",
                        String.valueOf(RETRY_AFTER_ACCEPTED)));
    }

    /** As it was sent; validation has seen that it is there. */
    private static String metadata(JsonValue document, String member) {
        return ((JsonObject) document)
                .object("metadata")
                .flatMap(metadata -> metadata.string(member))
                .orElseThrow();
    }

    private static Answer anotherCompanys() {
        var error = new FieldError("/metadata/company_id", "This must be the id of your own company.");
        return Answer.refusal(new Problem(
                ProblemType.FORBIDDEN, "The message is of another company than the token.", List.of(error)));
    }

    private static Answer tooLarge() {
        return refusal(
                ProblemType.BODY_TOO_LARGE, "A message may have at most " + QueueBody.LARGEST + " bytes (1 MiB).");
    }

    private static Answer refusal(ProblemType type, String detail) {
        return Answer.refusal(new Problem(type, detail));
    }
}
