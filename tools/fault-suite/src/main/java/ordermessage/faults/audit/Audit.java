package ordermessage.faults.audit;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import ordermessage.faults.audit.Finding.Kind;
import ordermessage.faults.traffic.PoisonRecord;
import ordermessage.faults.traffic.TestMessage;
import ordermessage.faults.traffic.TrafficRecorder;

/** Compares the service's answers with the contents of the stores. */
public final class Audit {
    /** The longest body that an item can hold, in bytes. */
    private static final int MAX_ITEM_BODY_LENGTH = 4_096;

    private final TrafficRecorder recorder;
    private final StoreContents contents;
    private final Map<String, Integer> writes;
    private final Map<String, Set<String>> deadLetterReasonsByBody;
    private final List<Finding> findings = new ArrayList<>();

    private Audit(TrafficRecorder recorder, StoreContents contents, Map<String, Integer> writes) {
        this.recorder = recorder;
        this.contents = contents;
        this.writes = writes;
        this.deadLetterReasonsByBody = contents.deadLetters().stream()
                .collect(Collectors.groupingBy(
                        DeadLetter::body, Collectors.mapping(DeadLetter::reason, Collectors.toSet())));
    }

    /**
     * Finds every broken promise.
     *
     * @param contents the contents of the stores after the queue has drained
     * @param writes how many successful writes of each key one store has responded to
     * @return empty when the service has kept all promises
     */
    public static List<Finding> findings(
            TrafficRecorder recorder, StoreContents contents, Map<String, Integer> writes) {
        var audit = new Audit(recorder, contents, writes);
        recorder.accepted().forEach(audit::checkKey);
        recorder.poisonRecords().forEach(audit::checkPoison);
        audit.checkStoredKeys();
        audit.checkAnswers();
        audit.checkAnswersAboutTheStore();
        audit.checkWrites();
        recorder.anomalies().forEach(anomaly -> audit.add(Kind.WRONG_ANSWER, anomaly));
        return audit.findings;
    }

    private void checkKey(String key, Collection<TestMessage> accepted) {
        var object = contents.objects().get(key + ".json");
        var item = contents.items().get(key);
        var archived = accepted.stream()
                .filter(message -> message.body().equals(object))
                .findFirst();
        if (object != null && archived.isEmpty()) {
            add(Kind.REPLACED, key + ": the object matches no accepted message");
        }
        if (object != null && item != null && !matches(item, key, object)) {
            add(Kind.REPLACED, key + ": the item does not match the object");
        }
        if (object == null && item != null) {
            add(Kind.LOST, key + ": the item has no object");
        }
        var stored = archived.filter(message -> item != null);
        for (var message : accepted) {
            if (stored.filter(other -> other.contentNumber() == message.contentNumber())
                    .isPresent()) {
                checkIsNoDeadLetter(message);
            } else {
                checkIsConflict(message, stored.isPresent());
            }
        }
    }

    private static boolean matches(StoreContents.Item item, String key, String object) {
        var fits = object.getBytes(StandardCharsets.UTF_8).length <= MAX_ITEM_BODY_LENGTH;
        return item.objectKey().equals(key + ".json")
                && item.messageTime().equals(TestMessage.MESSAGE_TIME)
                && Objects.equals(item.body(), fits ? object : null);
    }

    private void checkIsNoDeadLetter(TestMessage message) {
        var reasons = deadLetterReasons(message.body());
        if (!reasons.isEmpty()) {
            add(Kind.STORED_TWICE, message.key() + ": stored, and in the DLQ: " + reasons);
        }
    }

    private void checkIsConflict(TestMessage message, boolean otherContentIsStored) {
        var reasons = deadLetterReasons(message.body());
        if (reasons.isEmpty()) {
            add(Kind.LOST, message.key() + ": content " + message.contentNumber() + " is nowhere");
        } else if (!reasons.equals(Set.of("conflict"))) {
            add(Kind.WRONG_REASON, message.key() + ": " + reasons + " instead of conflict");
        } else if (!otherContentIsStored) {
            add(Kind.WRONG_REASON, message.key() + ": conflict, but nothing is stored under the key");
        }
    }

    private void checkPoison(PoisonRecord poison) {
        var reasons = deadLetterReasons(poison.body());
        if (reasons.isEmpty()) {
            add(Kind.LOST, "A poison record is nowhere: " + poison.reason());
        } else if (!reasons.equals(Set.of(poison.reason()))) {
            add(Kind.WRONG_REASON, "A poison record: " + reasons + " instead of " + poison.reason());
        }
    }

    private void checkStoredKeys() {
        var keys = new HashSet<>(contents.items().keySet());
        contents.objects().keySet().forEach(key -> keys.add(key.replaceFirst("\\.json$", "")));
        keys.removeAll(recorder.accepted().keySet());
        keys.forEach(key -> add(Kind.STORED_THOUGH_REFUSED, key));
    }

    private void checkAnswers() {
        recorder.refused().stream()
                .filter(TestMessage::isValid)
                .forEach(message -> add(Kind.WRONG_ANSWER, message.key() + ": valid, but refused"));
        recorder.accepted().values().stream()
                .flatMap(Collection::stream)
                .filter(message -> !message.isValid())
                .forEach(message -> add(Kind.WRONG_ANSWER, message.key() + ": invalid, but accepted"));
    }

    /** Checks the answers that say what is stored: 200, and 409. */
    private void checkAnswersAboutTheStore() {
        recorder.stored().stream()
                .filter(message -> !isStored(message))
                .forEach(message -> add(
                        Kind.WRONG_ANSWER,
                        message.key() + ": content " + message.contentNumber() + " answered as stored, but it is not"));
        recorder.conflicts().stream()
                .filter(message -> isStored(message) || !contents.items().containsKey(message.key()))
                .forEach(message -> add(
                        Kind.WRONG_ANSWER,
                        message.key() + ": content " + message.contentNumber()
                                + " answered as a conflict, but it is stored, or nothing is"));
    }

    /** Returns whether exactly this content is stored, in any bytes that were accepted. */
    private boolean isStored(TestMessage message) {
        var object = contents.objects().get(message.objectKey());
        return contents.items().containsKey(message.key())
                && recorder.accepted().getOrDefault(message.key(), List.of()).stream()
                        .filter(accepted -> accepted.body().equals(object))
                        .anyMatch(accepted -> accepted.contentNumber() == message.contentNumber());
    }

    private void checkWrites() {
        writes.forEach((key, count) -> {
            if (count > 1) {
                add(Kind.STORED_TWICE, key + ": written " + count + " times");
            }
        });
    }

    private Set<String> deadLetterReasons(String body) {
        return deadLetterReasonsByBody.getOrDefault(body, Set.of());
    }

    private void add(Kind kind, String detail) {
        findings.add(new Finding(kind, detail));
    }
}
