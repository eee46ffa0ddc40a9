package ordermessage.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What a user is told of a stack. */
class OutputsTest {
    private static final SamTemplate TEMPLATE = SamTemplate.read();
    private static final Yaml OUTPUTS = TEMPLATE.root().at("Outputs");

    @Test
    void everythingThatACommandOfTheReadmeNeedsIsThere() {
        assertThat(OUTPUTS.entries())
                .containsOnlyKeys(
                        "ApiUrl",
                        "PostMessageUrl",
                        "UserPoolId",
                        "UserPoolClientId",
                        "QueueUrl",
                        "QueueArn",
                        "DeadLetterQueueUrl",
                        "DeadLetterQueueArn",
                        "TableName",
                        "BucketName",
                        "PostMessageFunctionName",
                        "GetMessageFunctionName",
                        "ProcessMessageFunctionName");
    }

    @Test
    void everyOutputIsOfAResourceThatExists() {
        assertThat(OUTPUTS.entries().values())
                .allSatisfy(output -> assertThat(SamTemplate.references(output.at("Value")))
                        .singleElement()
                        .isIn(TEMPLATE.resources().keySet()));
    }

    @Test
    void theUrlsOfTheApiHaveItsStageAndRoute() {
        var stage = TEMPLATE.resource("Api").at("Properties", "StageName").text();
        var route = new Function("PostMessageFunction", TEMPLATE)
                .events("Api")
                .getFirst()
                .at("Path")
                .text();

        assertThat(urlOf("ApiUrl")).endsWith("/" + stage);
        assertThat(urlOf("PostMessageUrl")).isEqualTo(urlOf("ApiUrl") + route);
    }

    @Test
    void everyParameterIsUsedAndExplained() {
        var used = new TreeSet<String>();
        used.addAll(SamTemplate.references(TEMPLATE.root().at("Resources")));
        used.addAll(SamTemplate.references(TEMPLATE.root().at("Globals")));

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
