package ordermessage.local.gateway;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The head of a request.
 *
 * @param target path and query, encoded as they were sent
 * @param headers by name, of which each word starts with a capital letter
 */
public record Request(
        String id, Instant time, String method, URI target, Map<String, List<String>> headers, String sourceIp) {
    public Request {
        headers = Map.copyOf(headers);
    }

    static Request of(String method, URI target, Map<String, List<String>> headers, String sourceIp) {
        return new Request(UUID.randomUUID().toString(), Instant.now(), method, target, headers, sourceIp);
    }

    /** The last value of a header, whose name may be in any case. */
    public Optional<String> header(String name) {
        return headers.entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase(name))
                .findFirst()
                .map(header -> header.getValue().getLast());
    }

    /** What the client says it sends; -1 when it does not say. */
    long contentLength() {
        try {
            return header("Content-Length").map(Long::parseLong).orElse(-1L);
        } catch (NumberFormatException nonsense) {
            return -1;
        }
    }
}
