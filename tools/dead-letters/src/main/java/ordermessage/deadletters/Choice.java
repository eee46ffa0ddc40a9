package ordermessage.deadletters;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import ordermessage.operator.UsageException;

/** The choice of messages that a user makes with the variables {@code MESSAGE_ID}, {@code COMPANY_ID} and {@code REASON}. */
record Choice(List<String> variables, Predicate<DeadLetter> wanted) {

    /**
     * Reads the choice. A message is chosen if it fits every variable that is set.
     *
     * @throws UsageException when a variable is set and empty: it is more likely a mistake than a choice of all messages
     */
    static Choice of(Map<String, String> environment) {
        var variables = new ArrayList<String>();
        Predicate<DeadLetter> wanted = letter -> true;
        for (var variable : List.of("MESSAGE_ID", "COMPANY_ID", "REASON")) {
            var value = environment.get(variable);
            if (value == null) {
                continue;
            }
            if (value.isBlank()) {
                throw new UsageException(variable + " is empty: give a value, or leave it out");
            }
            variables.add(variable);
            wanted = wanted.and(filter(variable, value.strip()));
        }
        return new Choice(List.copyOf(variables), wanted);
    }

    /** Returns whether the user has chosen anything. */
    boolean isMade() {
        return !variables.isEmpty();
    }

    private static Predicate<DeadLetter> filter(String variable, String value) {
        return switch (variable) {
            case "MESSAGE_ID" -> letter -> letter.hasId(value);
            case "COMPANY_ID" -> letter -> letter.companyId().equalsIgnoreCase(value);
            default -> letter -> letter.reason().equals(value);
        };
    }
}
