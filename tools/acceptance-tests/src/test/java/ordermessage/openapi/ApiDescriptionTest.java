package ordermessage.openapi;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import ordermessage.http.ProblemType;
import ordermessage.local.ProjectFolder;
import ordermessage.local.provision.LocalNames;
import ordermessage.local.template.Resource.GatewayResponse;
import ordermessage.local.template.Stack;
import ordermessage.local.template.Template;
import org.junit.jupiter.api.Test;

/** Tests docs/openapi.yaml against template.yaml, the code and itself. */
class ApiDescriptionTest {
    private static final ApiDescription DESCRIPTION = ApiDescription.read();
    private static final Stack STACK = stack();

    private static List<Operation> operations() {
        return DESCRIPTION.operations();
    }

    @Test
    void theOperationsAndTheirScopesAreTheRoutesOfTheTemplate() {
        assertThat(DESCRIPTION.operations())
                .map(operation -> operation + " " + operation.scopes())
                .containsExactlyInAnyOrderElementsOf(STACK.functions().stream()
                        .flatMap(function -> function.routes().stream())
                        .map(route -> route.method() + " " + route.path() + " " + route.scopes())
                        .toList());
    }

    @Test
    void theProblemTypesAreThoseOfTheServiceAndOfTheGateway() {
        var types = Stream.concat(
                        Arrays.stream(ProblemType.values()).map(ProblemType::anchor),
                        gatewayProblems().map(ApiDescriptionTest::typeOf))
                .collect(toSet());

        assertThat(responses().flatMap(response -> response.problemTypes().stream()))
                .hasSameElementsAs(types);
    }

    @Test
    void everyExampleHasTheTitleAndTheStatusOfItsProblemType() {
        var titles = Stream.concat(
                        Arrays.stream(ProblemType.values())
                                .map(type -> Map.entry(type.anchor(), type.status() + " " + type.title())),
                        gatewayProblems().map(body -> Map.entry(typeOf(body), titleOf(body))))
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue, (first, second) -> first));

        assertThat(responses()
                        .flatMap(response -> response.examples().stream())
                        .map(Map.Entry::getValue)
                        .filter(example -> example.has("title")))
                .isNotEmpty()
                .allSatisfy(example -> assertThat(titleOf(example)).isEqualTo(titles.get(typeOf(example))));
    }

    @Test
    void anExampleOfAProblemIsNamedByItsType() {
        assertThat(responses().filter(response -> !response.problemTypes().isEmpty()))
                .allSatisfy(response -> assertThat(response.examples().stream()
                                .map(example -> typeOf(example.getValue()))
                                .collect(toSet()))
                        .isEqualTo(response.problemTypes()));
    }

    @Test
    void everyExampleIsValid() {
        var schemas = new SchemaRules(DESCRIPTION);
        var examples = Stream.concat(
                responses().flatMap(response -> response.examples().stream()),
                operations().stream()
                        .flatMap(operation -> Json.values(operation.requestBody()))
                        .flatMap(content -> Json.values(content.path("examples"))
                                .map(example -> Map.entry(content, example.path("value")))));

        assertThat(examples)
                .hasSizeGreaterThan(20)
                .allSatisfy(
                        example -> assertThat(schemas.violations("the example", example.getValue(), example.getKey()))
                                .isEmpty());
    }

    @Test
    void everyHeaderOfTheGatewaysAnswersIsDescribed() {
        STACK.api().orElseThrow().gatewayResponses().forEach((type, response) -> {
            var described = responses()
                    .filter(candidate -> candidate.problemTypes().contains(typeOf(body(response))))
                    .flatMap(candidate -> candidate.headers().keySet().stream())
                    .collect(toSet());

            assertThat(described).as(type.name()).containsAll(headers(response));
        });
    }

    @Test
    void theSecuritySchemeHasTheScopesOfTheOperations() {
        var flow = DESCRIPTION.root().at("/components/securitySchemes/companyToken/flows/clientCredentials");

        assertThat(flow.path("scopes").properties())
                .map(Map.Entry::getKey)
                .hasSameElementsAs(operations().stream()
                        .flatMap(operation -> operation.scopes().stream())
                        .toList());
    }

    @Test
    void everyPublishedSchemaIsUsed() {
        var files = new TreeSet<String>();
        DESCRIPTION
                .root()
                .at("/components/schemas")
                .forEach(schema -> files.add(
                        schema.path("$ref").asText().replaceFirst("#.*", "").replaceFirst(".*/", "")));

        assertThat(files)
                .containsExactlyInAnyOrder(
                        ProjectFolder.current().resolve("schemas").toFile().list());
    }

    private static Stream<DescribedResponse> responses() {
        return Stream.concat(
                operations().stream()
                        .flatMap(operation -> operation.statuses().stream()
                                .map(status -> operation.response(status).orElseThrow())),
                Stream.of(DESCRIPTION.unknownRoute()));
    }

    private static Stream<JsonNode> gatewayProblems() {
        return STACK.api().orElseThrow().gatewayResponses().values().stream().map(ApiDescriptionTest::body);
    }

    private static JsonNode body(GatewayResponse response) {
        return Json.parse(response.body().orElseThrow());
    }

    private static Set<String> headers(GatewayResponse response) {
        var names = new HashSet<>(response.headers().keySet());
        names.remove("Content-Type");
        return names;
    }

    private static String typeOf(JsonNode problem) {
        return problem.path("type").asText().replaceFirst("^[^#]*#", "");
    }

    private static String titleOf(JsonNode problem) {
        return problem.path("status").asInt() + " " + problem.path("title").asText();
    }

    private static Stack stack() {
        var unused = URI.create("http://localhost");
        return Template.read(ProjectFolder.current().resolve("template.yaml"))
                .stack(Map.of(), new LocalNames(unused, unused, unused));
    }
}
