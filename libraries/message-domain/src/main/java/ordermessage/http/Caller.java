package ordermessage.http;

import ordermessage.message.Uuid;

/** The company, or other caller, that a request acts for. */
public sealed interface Caller {

    /** A company, named by its verified token. It sends and reads its own messages only. */
    record Company(Uuid id) implements Caller {}

    /** Any caller on {@code sam local}, which ignores the API's authorizer. There is no such caller on AWS. */
    record Anybody() implements Caller {}

    default boolean mayActFor(Uuid companyId) {
        return switch (this) {
            case Company(var id) -> id.equals(companyId);
            case Anybody() -> true;
        };
    }
}
