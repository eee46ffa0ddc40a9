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
    private final Holdings holdings;
    private final Map<String, Integer> writes;
    private final Map<String, Set<String>> reasons;
    private final List<Finding> findings = new ArrayList<>();

    private Audit(Ledger ledger, Holdings holdings, Map<String, Integer> writes) {
        this.ledger = ledger;
        this.holdings = holdings;
        this.writes = writes;
        this.reasons = holdings.deadLetters().stream()
                .collect(Collectors.groupingBy(
                        DeadLetter::body, Collectors.mapping(DeadLetter::reason, Collectors.toSet())));
    }

    /**
     * Every broken promise.
     *
     * @param writes how often each key was written in one store, as the store itself has said, at the most
     */
    static List<Finding> of(Ledger ledger, Holdings holdings, Map<String, Integer> writes) {
        var audit = new Audit(ledger, holdings, writes);
        ledger.accepted().forEach(audit::checkKey);
        ledger.poisons().forEach(audit::checkPoison);
        audit.checkNothingElseIsStored();
        audit.checkWrites();
        ledger.anomalies().forEach(anomaly -> audit.found(Kind.WRONG_ANSWER, anomaly));
        return audit.findings;
    }

    private void checkKey(String key, Collection<Posting> accepted) {
        var object = Optional.ofNullable(holdings.objects().get(key + ".json"));
        var item = Optional.ofNullable(holdings.items().get(key));
        var stored = object.flatMap(bytes -> accepted.stream()
                .filter(posting -> posting.text().equals(bytes))
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
        for (var posting : accepted) {
            checkPosting(posting, stored.filter(winner -> item.isPresent()));
        }
    }

    private static boolean agree(String key, String object, Holdings.Item item) {
        var fits = object.getBytes(StandardCharsets.UTF_8).length <= LONGEST_BODY;
        return item.archiveKey().equals(key + ".json")
                && item.messageTime().equals(Posting.TIME)
                && item.body().equals(Optional.of(object).filter(body -> fits));
    }

    private void checkPosting(Posting posting, Optional<Posting> stored) {
        var here = reasons.getOrDefault(posting.text(), Set.of());
        if (stored.filter(winner -> winner.content() == posting.content()).isPresent()) {
            if (!here.isEmpty()) {
                found(Kind.STORED_TWICE, posting.key() + ": stored, and in the DLQ: " + here);
            }
        } else if (here.isEmpty()) {
            found(Kind.LOST, posting.key() + ": content " + posting.content() + " is nowhere");
        } else if (!here.equals(Set.of("conflict"))) {
            found(Kind.WRONG_REASON, posting.key() + ": " + here + " instead of conflict");
        } else if (stored.isEmpty()) {
            found(Kind.WRONG_REASON, posting.key() + ": conflict, but nothing is stored under the key");
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
        var keys = new HashSet<>(holdings.items().keySet());
        holdings.objects().keySet().forEach(key -> keys.add(key.replaceFirst("\\.json$", "")));
        keys.removeAll(ledger.accepted().keySet());
        keys.forEach(key -> found(Kind.STORED_THOUGH_REFUSED, key));
        ledger.refused().stream()
                .filter(Posting::isValid)
                .forEach(posting -> found(Kind.WRONG_ANSWER, posting.key() + ": valid, but refused"));
        ledger.accepted().values().stream()
                .flatMap(Collection::stream)
                .filter(posting -> !posting.isValid())
                .forEach(posting -> found(Kind.WRONG_ANSWER, posting.key() + ": invalid, but accepted"));
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
