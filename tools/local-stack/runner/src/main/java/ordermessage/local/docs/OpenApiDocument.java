package ordermessage.local.docs;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import ordermessage.local.template.CloudFormationYaml;

/** The project's OpenAPI document, changed so that a page can use the local stack through one server. */
final class OpenApiDocument {
    /** The path of the document in the project. */
    static final String FILE = "docs/openapi.yaml";

    /** Writes nulls, because an example may have one. */
    private static final Gson JSON =
            new GsonBuilder().serializeNulls().disableHtmlEscaping().create();

    private static final String SCOPES_NOTE = """


            On this page, the client gets a token with all of its scopes. `make company-add COMPANY_ID=… NAME=…` adds a client to
            the local stack, and prints its id and its secret. The scopes of operations are:

            """;

    private final Path project;

    OpenApiDocument(Path project) {
        this.project = project;
    }

    /**
     * Returns the document as JSON. Its server and its token URLs are below one origin.
     *
     * @param origin the origin of the page, such as {@code http://127.0.0.1:3001}
     * @param stage the path of the API's stage, such as {@code /prod}
     * @param tokenPath the path of the token endpoint
     * @throws IOException when the file cannot be read
     * @throws ordermessage.local.template.TemplateException when the file is not valid YAML
     */
    String json(URI origin, String stage, String tokenPath) throws IOException {
        var document = map(CloudFormationYaml.read(FILE, Files.readString(project.resolve(FILE))));
        // Swagger UI shows a warning for each dialect but its own, and nothing else.
        document.remove("jsonSchemaDialect");
        document.put("servers", List.of(Map.of("url", origin + stage, "description", "The stack of make run.")));
        for (var scheme :
                section(section(document, "components"), "securitySchemes").values()) {
            rewrite(map(scheme), origin + tokenPath);
        }
        return JSON.toJson(document);
    }

    /**
     * Sets the token URL, and moves the scopes into the description. A user who selected scopes would get a token that
     * names no company, because no company's scope is in the document.
     */
    private static void rewrite(Map<String, Object> scheme, String tokenUrl) {
        for (var flow : section(scheme, "flows").values()) {
            var settings = map(flow);
            var scopes = section(settings, "scopes").entrySet().stream()
                    .map(scope -> "- `%s`: %s".formatted(scope.getKey(), scope.getValue()))
                    .collect(Collectors.joining("\n"));
            settings.put("tokenUrl", tokenUrl);
            settings.put("scopes", Map.of());
            scheme.merge(
                    "description",
                    SCOPES_NOTE + scopes,
                    (text, note) -> text.toString().strip() + note);
        }
    }

    private static Map<String, Object> section(Map<String, Object> parent, String name) {
        return map(parent.getOrDefault(name, Map.of()));
    }

    @SuppressWarnings("unchecked") // The keys of the document's maps are strings.
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }
}
