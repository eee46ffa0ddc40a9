package ordermessage.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import ordermessage.local.ProjectFolder;
import ordermessage.local.template.CloudFormationYaml;

/** The OpenAPI description of the API, {@code docs/openapi.yaml}. */
public final class ApiDescription {
    private static final Path FILE = ProjectFolder.current().resolve("docs/openapi.yaml");
    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(VersionFlag.V201909);
    private static final Set<String> METHODS =
            Set.of("get", "put", "post", "delete", "options", "head", "patch", "trace");

    private final JsonNode root;
    private final URI location;
    private final List<Operation> operations;
    private final Set<String> transportHeaders;

    private ApiDescription(JsonNode root, URI location) {
        this.root = root;
        this.location = location;
        this.operations = readOperations();
        this.transportHeaders = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        root.path("x-transport-headers").forEach(name -> transportHeaders.add(name.textValue()));
    }

    /** Reads the file. */
    public static ApiDescription read() {
        try {
            var yaml = CloudFormationYaml.read(FILE.toString(), Files.readString(FILE));
            return new ApiDescription(new ObjectMapper().valueToTree(yaml), FILE.toUri());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the operations, in the order of the file. */
    List<Operation> operations() {
        return operations;
    }

    /**
     * Finds the operation that a request is for. A slash at the end of the path does not count.
     *
     * @param path the path after the stage, percent-encoded
     */
    Optional<Operation> find(String method, String path) {
        return operations.stream()
                .filter(operation -> operation.matches(method, path))
                .findFirst();
    }

    /** Returns the response to a request that is for no operation. */
    DescribedResponse unknownRoute() {
        return new DescribedResponse(this, root.path("x-unknown-route"));
    }

    /** Returns the names of the headers that any response can have. The set ignores the case of letters. */
    Set<String> transportHeaders() {
        return transportHeaders;
    }

    /** Returns the whole document. */
    JsonNode root() {
        return root;
    }

    /** Returns the object that a reference inside of the document names; any other object itself. */
    JsonNode resolved(JsonNode object) {
        var reference = object.path("$ref").asText("");
        return reference.startsWith("#/") ? resolved(root.at(reference.substring(1))) : object;
    }

    /** Returns a schema of the document. A reference to a file is one to a file of the project. */
    JsonSchema schema(JsonNode schema) {
        return SCHEMAS.getSchema(location, resolved(schema));
    }

    private List<Operation> readOperations() {
        var found = new ArrayList<Operation>();
        root.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(member -> METHODS.contains(member.getKey()))
                        .forEach(member ->
                                found.add(new Operation(this, member.getKey(), path.getKey(), member.getValue()))));
        return List.copyOf(found);
    }
}
