package ordermessage.local;

import java.util.List;
import java.util.stream.Stream;

/** The access of a token to the messages of its company. */
enum Access {
    READ_WRITE("read-write", "messages/write messages/read"),
    READ("read", "messages/read"),
    WRITE("write", "messages/write");

    private final String text;
    private final String scopes;

    Access(String text, String scopes) {
        this.text = text;
        this.scopes = scopes;
    }

    /** Returns the access of this name; a blank name stands for {@link #READ_WRITE}. */
    static Access of(String text) {
        return text.isBlank()
                ? READ_WRITE
                : Stream.of(values())
                        .filter(access -> access.text.equals(text))
                        .findFirst()
                        .orElseThrow(() -> new StartFailedException(
                                "ACCESS=%s is not one of read-write, read, write".formatted(text)));
    }

    List<String> scopes() {
        return List.of(scopes.split(" "));
    }
}
