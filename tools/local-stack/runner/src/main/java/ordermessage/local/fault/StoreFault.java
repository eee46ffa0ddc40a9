package ordermessage.local.fault;

import java.util.Arrays;
import java.util.Optional;

/** A fault of a store. Only the functions notice it: everybody else calls the store without it. */
public enum StoreFault {
    TABLE_THROTTLED("table-throttled", "DynamoDB throttles each write of the functions."),
    ARCHIVE_SLOW("archive-slow", "S3 gets each request of the functions one second late.");

    private final String id;
    private final String effect;

    StoreFault(String id, String effect) {
        this.id = id;
        this.effect = effect;
    }

    /** Returns the fault with an id; empty when there is none. */
    public static Optional<StoreFault> of(String id) {
        return Arrays.stream(values()).filter(fault -> fault.id.equals(id)).findFirst();
    }

    public String id() {
        return id;
    }

    /** Returns a sentence that says what happens while the fault is on. */
    public String effect() {
        return effect;
    }
}
