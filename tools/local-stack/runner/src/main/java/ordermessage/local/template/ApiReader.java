package ordermessage.local.template;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads an {@code AWS::Serverless::Api}. */
final class ApiReader {
    private static final Pattern REQUEST_ID = Pattern.compile("\\$context\\.(requestId|extendedRequestId)\\b");

    private final Declarations declarations;
    private final String defaultStage;

    ApiReader(Declarations declarations, String defaultStage) {
        this.declarations = declarations;
        this.defaultStage = defaultStage;
    }

    Resource.Api read(String logicalId, Section section) {
        section.ignore("Name", "Description", "Tags", "OpenApiVersion", "EndpointConfiguration", "TracingEnabled");
        var binaryMediaTypes = section.texts("BinaryMediaTypes").stream()
                .map(type -> type.replace("~1", "/"))
                .toList();
        return new Resource.Api(
                logicalId,
                section.text("StageName").orElse(defaultStage),
                binaryMediaTypes,
                authorizers(section.part("Auth").part("Authorizers")),
                section.part("Auth").text("DefaultAuthorizer"),
                GatewayResponseReader.read(section.part("GatewayResponses")),
                accessLog(section));
    }

    private Optional<Resource.AccessLog> accessLog(Section section) {
        if (!section.has("AccessLogSetting")) {
            return Optional.empty();
        }
        var setting = section.part("AccessLogSetting");
        var format = setting.required("Format");
        if (!REQUEST_ID.matcher(format).find() || format.contains("\n")) {
            throw setting.error("Format", "must be one line with $context.requestId or $context.extendedRequestId");
        }
        return Optional.of(new Resource.AccessLog(declarations.logGroup(setting, "DestinationArn"), format));
    }

    private Map<String, Resource.TokenAuthorizer> authorizers(Section section) {
        var authorizers = new LinkedHashMap<String, Resource.TokenAuthorizer>();
        for (var name : section.names()) {
            var authorizer = section.part(name);
            // Other kinds are not supported: a route that uses one is an error, so that it does not become public.
            if (authorizer.has("UserPoolArn")) {
                authorizers.put(name, authorizer(authorizer));
            }
        }
        return authorizers;
    }

    private Resource.TokenAuthorizer authorizer(Section section) {
        return new Resource.TokenAuthorizer(
                declarations.userPoolByArn(section, "UserPoolArn"),
                section.part("Identity").text("Header").orElse("Authorization"));
    }
}
