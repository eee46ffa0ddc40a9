package ordermessage.local.template;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads the {@code GatewayResponses} of an {@code AWS::Serverless::Api}. It leaves unread what the gateway does not support:
 * header values and bodies from other data than {@link Resource.GatewayResponse#REQUEST_ID}.
 */
final class GatewayResponseReader {
    private static final Pattern FIXED = Pattern.compile("'([^']*)'");

    private GatewayResponseReader() {}

    /** @throws TemplateException when API Gateway has no answer of a name, so that the deployment would fail */
    static Map<GatewayResponseType, Resource.GatewayResponse> read(Section section) {
        var responses = new EnumMap<GatewayResponseType, Resource.GatewayResponse>(GatewayResponseType.class);
        section.names().forEach(name -> responses.put(type(name, section), response(section.part(name))));
        return responses;
    }

    private static GatewayResponseType type(String name, Section section) {
        return Arrays.stream(GatewayResponseType.values())
                .filter(type -> type.name().equals(name))
                .findFirst()
                .orElseThrow(() -> section.error(name, "is not a type of gateway response"));
    }

    private static Resource.GatewayResponse response(Section section) {
        return new Resource.GatewayResponse(
                section.integer("StatusCode"),
                headers(section.part("ResponseParameters").part("Headers")),
                body(section.part("ResponseTemplates")));
    }

    private static Map<String, String> headers(Section section) {
        var headers = new LinkedHashMap<String, String>();
        for (var name : section.names()) {
            section.peek(name)
                    .map(FIXED::matcher)
                    .filter(value -> value.matches())
                    .ifPresent(value -> headers.put(name, value.group(1)));
        }
        section.ignore(headers.keySet().toArray(String[]::new));
        return headers;
    }

    private static Optional<String> body(Section section) {
        return section.names().stream()
                .filter(contentType -> section.peek(contentType)
                        .filter(GatewayResponseReader::isSupported)
                        .isPresent())
                .findFirst()
                .flatMap(section::text);
    }

    private static boolean isSupported(String body) {
        return !body.replace(Resource.GatewayResponse.REQUEST_ID, "").contains("$");
    }
}
