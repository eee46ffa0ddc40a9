package ordermessage.lambda;

import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;

/**
 * A handler's part in SnapStart: before Lambda takes the snapshot of a published version, {@link #prime} runs what the
 * first request would otherwise have to load.
 */
public interface Primed extends Resource {

    /** Loads and warms, without a side effect, and leaves nothing unique (ids, seeds, connections) in memory. */
    void prime();

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
        // Nothing to mend: priming opens no connection and takes no credentials that could go stale.
    }
}
