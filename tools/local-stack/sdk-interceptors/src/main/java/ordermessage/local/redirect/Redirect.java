package ordermessage.local.redirect;

import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The destination of calls in place of an engine.
 *
 * @param address the other address
 * @param operations the operations that go there, such as {@code PutItem}; empty for all operations
 */
public record Redirect(URI address, Set<String> operations) {
    public Redirect {
        operations = Set.copyOf(operations);
    }

    /** Reads what {@link #text} has written. */
    static Redirect parse(String text) {
        var words = List.of(text.split(" ", -1));
        return new Redirect(URI.create(words.getFirst()), Set.copyOf(words.subList(1, words.size())));
    }

    boolean includes(String operation) {
        return operations.isEmpty() || operations.contains(operation);
    }

    /** Returns the redirect as one line of text. */
    public String text() {
        var words = new TreeSet<>(operations).stream().map(" "::concat).toList();
        return address + String.join("", words);
    }
}
