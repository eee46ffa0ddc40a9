package ordermessage.local.gateway;

import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A request without its body.
 *
 * @param target the path and the query, percent-encoded as the client sent them
 * @param headers the values of each header by its name; each word of a name starts with a capital letter
 * @param sourceIp the IP address of the client
 */
public record Request(
        String id, Instant time, String method, URI target, Map<String, List<String>> headers, String sourceIp) {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    public Request {
        headers = Map.copyOf(headers);
    }

    static Request of(String method, URI target, Map<String, List<String>> headers, String sourceIp) {
        return new Request(UUID.randomUUID().toString(), Instant.now(), method, target, headers, sourceIp);
    }

    /** Returns the time as API Gateway formats it. */
    String formattedTime() {
        return TIME.format(time);
    }

    /** Returns the last value of a header. The case of the name does not matter. */
    public Optional<String> header(String name) {
        return values(name).reduce((first, second) -> second);
    }

    /** Returns the value of a header that the request has once; empty when it has the header twice, or not at all. */
    public Optional<String> onlyHeader(String name) {
        var values = values(name).toList();
        return values.size() == 1 ? Optional.of(values.getFirst()) : Optional.empty();
    }

    private Stream<String> values(String name) {
        return headers.entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase(name))
                .flatMap(header -> header.getValue().stream());
    }

    /** Returns the length of the body according to the client; -1 when the client does not give a valid length. */
    long contentLength() {
        try {
            return header("Content-Length").map(Long::parseLong).orElse(-1L);
        } catch (NumberFormatException e) {
            // The limit is checked again while the body is read.
            return -1;
        }
    }
}
