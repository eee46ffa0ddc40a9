package ordermessage.queue;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import ordermessage.message.MessageKey;

/**
 * The message attributes of a dead letter. The functions and the operator's tool take their names and their encoding from here.
 * Two others repeat the names that they need, because they must not depend on the code that they run and check: the console of
 * {@code make run} ({@code ArchitectureTest} forbids it) and the fault suite, which reads the queue without the service's code.
 */
public final class DeadLetterAttributes {
    /** The reason: see {@link DeadLetterReason}. */
    public static final String REASON = "reason";

    /** A sentence that says more about the reason; it contains no part of the message. */
    public static final String DETAIL = "detail";

    /** The company's id, if the message is well enough formed to have one. */
    public static final String COMPANY_ID = "company_id";

    /** The message's id, if the message is well enough formed to have one. */
    public static final String MESSAGE_ID = "message_id";

    /** The instant at which the service first accepted the message, in ISO 8601. It stays true when a message is redriven. */
    public static final String RECEIVED_AT = "received_at";

    /** The attributes that are true only while the message is in the dead-letter queue. A redrive removes them. */
    public static final Set<String> REMOVED_BY_REDRIVE = Set.of(REASON, DETAIL, COMPANY_ID, MESSAGE_ID);

    private static final int MAX_DETAIL = 256;

    private DeadLetterAttributes() {}

    /**
     * Makes the attributes of a dead letter.
     *
     * @param key the message's key; null if the message is not well enough formed to have one
     */
    public static Map<String, String> of(
            QueueBody body, DeadLetterReason reason, String detail, MessageKey key, Instant receivedAt) {
        var attributes = new HashMap<String, String>();
        body.encoding().ifPresent(encoding -> attributes.put(QueueBody.ENCODING, encoding));
        attributes.put(REASON, reason.toString());
        attributes.put(DETAIL, detail.substring(0, Math.min(detail.length(), MAX_DETAIL)));
        attributes.put(RECEIVED_AT, receivedAt.toString());
        if (key != null) {
            attributes.put(COMPANY_ID, key.companyId().value());
            attributes.put(MESSAGE_ID, key.messageId().value());
        }
        return attributes;
    }
}
