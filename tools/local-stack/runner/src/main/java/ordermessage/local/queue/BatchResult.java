package ordermessage.local.queue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import ordermessage.local.runtime.Outcome;
import software.amazon.awssdk.services.sqs.model.Message;

/** Decides which messages of a batch are done and are deleted, by the rules of Lambda's event source mapping. */
final class BatchResult {
    private BatchResult() {}

    /**
     * Returns the messages that are done. The others are delivered again after their visibility timeout.
     *
     * @param reportsBatchItemFailures whether the function returns the ids of the messages that failed (partial batch
     *     response); if not, the whole batch is done when the function returns
     */
    static List<Message> done(List<Message> batch, Outcome outcome, boolean reportsBatchItemFailures) {
        return switch (outcome) {
            case Outcome.Failed failed -> List.of();
            case Outcome.Returned(var payload)
            when reportsBatchItemFailures ->
                failures(payload)
                        .filter(failed -> areIn(batch, failed))
                        .map(failed -> without(batch, failed))
                        .orElse(List.of());
            case Outcome.Returned returned -> batch;
        };
    }

    /** Returns the ids of the failed messages; empty when the result is malformed, which makes the whole batch fail. */
    private static Optional<Set<String>> failures(String payload) {
        try {
            // This parser reads an empty text as null.
            return switch (JsonParser.parseString(payload)) {
                case JsonObject result -> identifiers(result.get("batchItemFailures"));
                case JsonElement other when other.isJsonNull() -> Optional.of(Set.of());
                default -> Optional.empty();
            };
        } catch (JsonParseException e) {
            // The result is not JSON.
            return Optional.empty();
        }
    }

    private static Optional<Set<String>> identifiers(JsonElement failures) {
        if (failures == null || failures.isJsonNull()) {
            return Optional.of(Set.of());
        }
        if (!(failures instanceof JsonArray items)) {
            return Optional.empty();
        }
        var identifiers = new HashSet<String>();
        for (var item : items) {
            if (!(item instanceof JsonObject failure)
                    || !(failure.get("itemIdentifier") instanceof JsonPrimitive identifier)) {
                return Optional.empty();
            }
            identifiers.add(identifier.getAsString());
        }
        return Optional.of(identifiers);
    }

    private static boolean areIn(List<Message> batch, Set<String> identifiers) {
        return batch.stream()
                .map(Message::messageId)
                .collect(Collectors.toSet())
                .containsAll(identifiers);
    }

    private static List<Message> without(List<Message> batch, Set<String> identifiers) {
        return batch.stream()
                .filter(message -> !identifiers.contains(message.messageId()))
                .toList();
    }
}
