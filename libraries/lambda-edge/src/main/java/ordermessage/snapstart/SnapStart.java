package ordermessage.snapstart;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.util.List;
import java.util.function.Function;
import ordermessage.aws.SdkClients;
import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.warmup.SdkWarmUp;

/**
 * Prepares a function for SnapStart. Before Lambda takes the snapshot of a published version, it primes the function: it
 * runs what the first request would otherwise have to load and compile. After a restore, it connects the clients.
 *
 * <p>Priming has no side effect on any queue, table or bucket. It leaves nothing unique in memory (ids, seeds, connections,
 * credentials), because every restored function starts from the same snapshot.
 *
 * <p>The runtime holds registered resources by weak references only: the handler must keep this object in a field.
 */
public final class SnapStart<I, O> implements Resource {
    private final SdkClients clients;
    private final List<Class<? extends SdkClient>> clientTypes;
    private final Function<FakeAws.Call, FakeAws.Reply> fakeServices;
    private final Priming<I, O> priming;
    private final RequestHandler<I, O> handler;

    private SnapStart(
            SdkClients clients,
            Function<FakeAws.Call, FakeAws.Reply> fakeServices,
            Priming<I, O> priming,
            RequestHandler<I, O> handler,
            List<Class<? extends SdkClient>> clientTypes) {
        this.clients = clients;
        this.fakeServices = fakeServices;
        this.priming = priming;
        this.handler = handler;
        this.clientTypes = List.copyOf(clientTypes);
    }

    /**
     * Registers a handler with the runtime.
     *
     * @param fakeServices answers the calls that the handler makes during priming
     * @param priming the events to prime with
     * @param clientTypes the clients that the handler uses
     */
    public static <I, O> SnapStart<I, O> register(
            RequestHandler<I, O> handler,
            SdkClients clients,
            Function<FakeAws.Call, FakeAws.Reply> fakeServices,
            Priming<I, O> priming,
            List<Class<? extends SdkClient>> clientTypes) {
        var snapStart = new SnapStart<>(clients, fakeServices, priming, handler, clientTypes);
        Core.getGlobalContext().register(snapStart);
        return snapStart;
    }

    @Override
    public void beforeCheckpoint(Context<? extends Resource> context) {
        clientTypes.forEach(SdkWarmUp::warmUp);
        try (var fakeAws = new FakeAws(fakeServices)) {
            clients.redirectTo(fakeAws.address(), () -> priming.run(handler));
        }
    }

    /** Connects the clients. This does not throw: if it fails, the first request connects again, and reports a failure. */
    @Override
    public void afterRestore(Context<? extends Resource> context) {
        clients.connect();
    }
}
