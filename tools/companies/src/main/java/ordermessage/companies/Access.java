package ordermessage.companies;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import ordermessage.operator.UsageException;

/** The access of an app client to the messages of its company. The routes of the API demand these scopes. */
public enum Access {
    READ_WRITE("read-write", "messages/write messages/read"),
    READ("read", "messages/read"),
    WRITE("write", "messages/write");

    private final String text;
    private final String scopes;

    Access(String text, String scopes) {
        this.text = text;
        this.scopes = scopes;
    }

    /**
     * Returns the access that a user names.
     *
     * @throws UsageException when there is no such access
     */
    static Access of(String text) {
        return Stream.of(values())
                .filter(access -> access.text.equals(text))
                .findFirst()
                .orElseThrow(() -> new UsageException("ACCESS is not one of read-write, read, write"));
    }

    /** Returns the access that an app client with these scopes has; empty if it has none. */
    static Optional<Access> ofScopes(Collection<String> scopes) {
        return Stream.of(values())
                .filter(access -> scopes.containsAll(access.scopes()))
                .findFirst();
    }

    Set<String> scopes() {
        return Set.copyOf(List.of(scopes.split(" ")));
    }

    @Override
    public String toString() {
        return text;
    }
}
