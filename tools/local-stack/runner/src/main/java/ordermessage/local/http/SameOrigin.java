package ordermessage.local.http;

import com.sun.net.httpserver.HttpExchange;
import java.util.Optional;
import java.util.Set;

/** Decides whether a request comes from a page of its own server, or from a program that is not a browser. */
public final class SameOrigin {
    private static final Set<String> OWN = Set.of("same-origin", "none");

    private SameOrigin() {}

    /** Returns why a request is refused; empty when it is allowed. */
    public static Optional<String> refusal(HttpExchange exchange) {
        var headers = exchange.getRequestHeaders();
        var host = headers.getFirst("Host");
        var origin = headers.getFirst("Origin");
        var port = exchange.getLocalAddress().getPort();
        if (!("127.0.0.1:" + port).equals(host) && !("localhost:" + port).equals(host)) {
            // Prevents DNS rebinding: the owner of a web page can let its host name resolve to this machine.
            return Optional.of("This server is only for 127.0.0.1 and localhost.");
        }
        if (origin != null && !origin.equals("http://" + host)) {
            return Optional.of("This server is not for web pages of other origins.");
        }
        // A page of another origin could load a script or an image, because it sends no Origin then. It may only link
        // to a page of this server.
        var site = headers.getFirst("Sec-Fetch-Site");
        if (site != null && !OWN.contains(site) && !"navigate".equals(headers.getFirst("Sec-Fetch-Mode"))) {
            return Optional.of("This server is not for web pages of other origins.");
        }
        return Optional.empty();
    }
}
