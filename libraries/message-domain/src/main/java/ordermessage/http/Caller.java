package ordermessage.http;

import ordermessage.message.Uuid;

/** Whom a request acts for. */
public sealed interface Caller {

    /** A company, as its verified token says: it sends and reads its own messages, and nobody else's. */
    record Company(Uuid id) implements Caller {}

    /** Whoever there is on {@code sam local}, which leaves out the API's authorizer. On AWS there is no such caller. */
    record Anybody() implements Caller {}

    default boolean mayActFor(Uuid companyId) {
        return switch (this) {
            case Company(var id) -> id.equals(companyId);
            case Anybody() -> true;
        };
    }
}
