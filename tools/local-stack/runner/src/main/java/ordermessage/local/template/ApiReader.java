package ordermessage.local.template;

import java.util.LinkedHashMap;
import java.util.Map;

/** Reads an {@code AWS::Serverless::Api}. */
final class ApiReader {
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
                section.part("Auth").text("DefaultAuthorizer"));
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
