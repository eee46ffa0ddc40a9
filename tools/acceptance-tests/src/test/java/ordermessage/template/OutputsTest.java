package ordermessage.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Tests the outputs and parameters of the template. */
class OutputsTest {
    private static final SamTemplate TEMPLATE = SamTemplate.read();
    private static final YamlNode OUTPUTS = TEMPLATE.root().at("Outputs");

    @Test
    void theStackHasEveryOutputThatTheDocsUse() {
        assertThat(OUTPUTS.entries())
                .containsOnlyKeys(
                        "ApiUrl",
                        "PostMessageUrl",
                        "UserPoolId",
                        "TokenUrl",
                        "TokenMinutes",
                        "QueueUrl",
                        "QueueArn",
                        "DeadLetterQueueUrl",
                        "DeadLetterQueueArn",
                        "TableName",
                        "BucketName",
                        "PostMessageFunctionName",
                        "GetMessageFunctionName",
                        "ListMessagesFunctionName",
                        "ProcessMessageFunctionName",
                        "DashboardUrl");
    }

    @Test
    void everyOutputRefersToAnExistingResourceOrParameter() {
        var existing = new TreeSet<>(TEMPLATE.resources().keySet());
        existing.addAll(TEMPLATE.root().at("Parameters").entries().keySet());

        assertThat(OUTPUTS.entries().values())
                .allSatisfy(output -> assertThat(SamTemplate.references(output.at("Value")))
                        .singleElement()
                        .isIn(existing));
    }

    @Test
    void theApiUrlsEndWithTheStageAndTheRoute() {
        var stage = TEMPLATE.resource("Api").at("Properties", "StageName").text();
        var route = new TemplateFunction("PostMessageFunction", TEMPLATE)
                .events("Api")
                .getFirst()
                .at("Path")
                .text();

        assertThat(urlOf("ApiUrl")).endsWith("/" + stage);
        assertThat(urlOf("PostMessageUrl")).isEqualTo(urlOf("ApiUrl") + route);
    }

    @Test
    void everyParameterIsUsedAndHasADescriptionAndADefault() {
        var used = new TreeSet<String>();
        used.addAll(SamTemplate.references(TEMPLATE.root().at("Resources")));
        used.addAll(SamTemplate.references(TEMPLATE.root().at("Globals")));
        // A parameter that only decides whether a property or a resource exists.
        SamTemplate.conditions(TEMPLATE.root().at("Resources"))
                .forEach(condition ->
                        used.addAll(SamTemplate.references(TEMPLATE.root().at("Conditions", condition))));
        // The operator's tool reads it from there.
        used.addAll(SamTemplate.references(OUTPUTS.at("TokenMinutes")));

        assertThat(TEMPLATE.root().at("Parameters").entries()).allSatisfy((name, parameter) -> {
            assertThat(used).contains(name);
            assertThat(parameter.at("Description").text()).isNotBlank();
            assertThat(parameter.at("Default").isAbsent()).isFalse();
        });
    }

    private static String urlOf(String output) {
        return OUTPUTS.at(output, "Value", "Fn::Sub").text();
    }
}
