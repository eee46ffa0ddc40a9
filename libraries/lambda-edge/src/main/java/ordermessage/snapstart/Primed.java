package ordermessage.snapstart;

import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;

/**
 * A handler's part in SnapStart: before Lambda takes the snapshot of a published version, {@link #prime} runs what the
 * first request would otherwise have to load and compile.
 */
public interface Primed extends Resource {

    /**
     * Loads and warms, without a side effect on any queue, table or bucket, and leaves nothing unique (ids, seeds,
     * connections, credentials) in memory: every restored function starts from the same snapshot.
     */
    void prime();

    /**
     * Does what can only be done after the snapshot, and need not wait for a request. It must not throw: what fails here
     * fails again when it is needed, and is answered for there.
     */
    void awake();

    /** Has the runtime prime the handler. The runtime keeps it by a weak reference, so it must be the handler itself. */
    static void beforeSnapshot(Primed handler) {
        Core.getGlobalContext().register(handler);
    }

    @Override
    default void beforeCheckpoint(Context<? extends Resource> context) {
        prime();
    }

    @Override
    default void afterRestore(Context<? extends Resource> context) {
        awake();
    }
}
