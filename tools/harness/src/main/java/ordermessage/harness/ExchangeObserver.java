package ordermessage.harness;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Gets every request of an {@link Api} and its response, in the thread that sent the request. */
@FunctionalInterface
public interface ExchangeObserver {
    /**
     * Observes an exchange. If this method throws an exception, the sender of the request gets it.
     *
     * @param body the body of the request; empty when it has none
     */
    void observe(HttpRequest request, byte[] body, HttpResponse<String> response);
}
