package ordermessage.faults;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import ordermessage.faults.Finding.Kind;
import ordermessage.local.deadletter.DeadLetter;

/** Compares what the service has promised with what the engines hold. */
final class Audit {
    /** The longest body that an item holds. */
    private static final int LONGEST_BODY = 4_096;

    private final Ledger ledger;
    private final StoreContents contents;
    private final Map<String, Integer> writes;
    private final Map<String, Set<String>> reasons;
    private final List<Finding> findings = new ArrayList<>();

    private Audit(Ledger ledger, StoreContents contents, Map<String, Integer> writes) {
        this.ledger = ledger;
        this.contents = contents;
        this.writes = writes;
        this.reasons = contents.deadLetters().stream()
                .collect(Collectors.groupingBy(
                        DeadLetter::body, Collectors.mapping(DeadLetter::reason, Collectors.toSet())));
    }

    /**
     * Every broken promise.
     *
     * @param writes how often each key was written in one store, as the store itself has said, at the most
     */
    static List<Finding> of(Ledger ledger, StoreContents contents, Map<String, Integer> writes) {
        var audit = new Audit(ledger, contents, writes);
        ledger.accepted().forEach(audit::checkKey);
        ledger.poisons().forEach(audit::checkPoison);
        audit.checkNothingElseIsStored();
        audit.checkWrites();
        ledger.anomalies().forEach(anomaly -> audit.found(Kind.WRONG_ANSWER, anomaly));
        return audit.findings;
    }

    private void checkKey(String key, Collection<TestMessage> accepted) {
        var object = Optional.ofNullable(contents.objects().get(key + ".json"));
        var item = Optional.ofNullable(contents.items().get(key));
        var stored = object.flatMap(bytes -> accepted.stream()
                .filter(message -> message.text().equals(bytes))
                .findFirst());
        if (object.isPresent() && stored.isEmpty()) {
            found(Kind.REPLACED, key + ": the object is none of what was accepted");
        }
        if (object.isPresent() && item.isPresent() && !agree(key, object.get(), item.get())) {
            found(Kind.REPLACED, key + ": the item is not the object's");
        }
        if (object.isEmpty() && item.isPresent()) {
            found(Kind.LOST, key + ": the item's object is missing");
        }
        for (var message : accepted) {
            checkPosting(message, stored.filter(winner -> item.isPresent()));
        }
    }

    private static boolean agree(String key, String object, StoreContents.Item item) {
        var fits = object.getBytes(StandardCharsets.UTF_8).length <= LONGEST_BODY;
        return item.archiveKey().equals(key + ".json")
                && item.messageTime().equals(TestMessage.TIME)
                && item.body().equals(Optional.of(object).filter(body -> fits));
    }

    private void checkPosting(TestMessage message, Optional<TestMessage> stored) {
        var here = reasons.getOrDefault(message.text(), Set.of());
        if (stored.filter(winner -> winner.content() == message.content()).isPresent()) {
            if (!here.isEmpty()) {
                found(Kind.STORED_TWICE, message.key() + ": stored, and in the DLQ: " + here);
            }
        } else if (here.isEmpty()) {
            found(Kind.LOST, message.key() + ": content " + message.content() + " is nowhere");
        } else if (!here.equals(Set.of("conflict"))) {
            found(Kind.WRONG_REASON, message.key() + ": " + here + " instead of conflict");
        } else if (stored.isEmpty()) {
            found(Kind.WRONG_REASON, message.key() + ": conflict, but nothing is stored under the key");
        }
    }

    private void checkPoison(Poison poison) {
        var here = reasons.getOrDefault(poison.body(), Set.of());
        if (here.isEmpty()) {
            found(Kind.LOST, "A poison record is nowhere: " + poison.reason());
        } else if (!here.equals(Set.of(poison.reason()))) {
            found(Kind.WRONG_REASON, "A poison record: " + here + " instead of " + poison.reason());
        }
    }

    private void checkNothingElseIsStored() {
        var keys = new HashSet<>(contents.items().keySet());
        contents.objects().keySet().forEach(key -> keys.add(key.replaceFirst("\\.json$", "")));
        keys.removeAll(ledger.accepted().keySet());
        keys.forEach(key -> found(Kind.STORED_THOUGH_REFUSED, key));
        ledger.refused().stream()
                .filter(TestMessage::isValid)
                .forEach(message -> found(Kind.WRONG_ANSWER, message.key() + ": valid, but refused"));
        ledger.accepted().values().stream()
                .flatMap(Collection::stream)
                .filter(message -> !message.isValid())
                .forEach(message -> found(Kind.WRONG_ANSWER, message.key() + ": invalid, but accepted"));
    }

    private void checkWrites() {
        writes.forEach((key, times) -> {
            if (times > 1) {
                found(Kind.STORED_TWICE, key + ": written " + times + " times");
            }
        });
    }

    private void found(Kind kind, String detail) {
        findings.add(new Finding(kind, detail));
    }
}
