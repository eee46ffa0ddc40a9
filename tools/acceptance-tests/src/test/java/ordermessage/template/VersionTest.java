package ordermessage.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tests that a deployment publishes a version whenever the value of a parameter has changed. SAM's name of a version does not
 * depend on the values of parameters (serverless-application-model issue 3820). The description of a version does, and
 * CloudFormation replaces a version whose description has changed.
 */
class VersionTest {
    private static final SamTemplate TEMPLATE = SamTemplate.read();

    /** The longest description of a version (Lambda API reference, PublishVersion). */
    private static final int MAX_DESCRIPTION = 256;

    /** Properties of a function that are not part of a version. */
    private static final Set<String> OUTSIDE_OF_A_VERSION =
            Set.of("Events", "EventInvokeConfig", "VersionDescription", "DeploymentPreference");

    static List<TemplateFunction> functions() {
        return TEMPLATE.functions();
    }

    @ParameterizedTest
    @MethodSource("functions")
    void theDescriptionOfAVersionContainsExactlyTheParametersOfTheFunction(TemplateFunction function) {
        assertThat(parameters(function.property("VersionDescription"))).isEqualTo(parametersOf(function));
    }

    @ParameterizedTest
    @MethodSource("functions")
    void theDescriptionOfAVersionIsNeverTooLong(TemplateFunction function) {
        var longest = function.property("VersionDescription", "Fn::Sub").text();
        for (var parameter : parametersOf(function)) {
            longest = longest.replace("${" + parameter + "}", "x".repeat(TEMPLATE.longestValue(parameter)));
        }

        assertThat(longest).doesNotContain("${").hasSizeLessThanOrEqualTo(MAX_DESCRIPTION);
    }

    /** They change SAM's name of a version, but not the version. Lambda then refuses to publish (issue 3281). */
    @ParameterizedTest
    @MethodSource("functions")
    void noFunctionHasAPropertyThatAVersionDoesNotHave(TemplateFunction function) {
        assertThat(List.of("Tags", "ReservedConcurrentExecutions", "PropagateTags"))
                .allSatisfy(property ->
                        assertThat(function.property(property).isAbsent()).isTrue());
        assertThat(function.property("AutoPublishAliasAllProperties").text()).isEqualTo("true");
    }

    private static Set<String> parametersOf(TemplateFunction function) {
        var names = new TreeSet<String>();
        var own = TEMPLATE.resource(function.logicalId()).at("Properties").entries();
        own.forEach((name, value) -> addParameters(names, name, value));
        TEMPLATE.root().at("Globals", "Function").entries().forEach((name, value) -> {
            // Of the properties that a function has besides the global ones, only the variables are added to these.
            if (!own.containsKey(name) || name.equals("Environment")) {
                addParameters(names, name, value);
            }
        });
        return names;
    }

    private static void addParameters(Set<String> names, String property, YamlNode value) {
        if (!OUTSIDE_OF_A_VERSION.contains(property)) {
            names.addAll(parameters(value));
        }
    }

    /** Returns the parameters that a value depends on, also through a condition. */
    private static Set<String> parameters(YamlNode value) {
        var names = SamTemplate.references(value);
        SamTemplate.conditions(value)
                .forEach(condition ->
                        names.addAll(SamTemplate.references(TEMPLATE.root().at("Conditions", condition))));
        names.retainAll(TEMPLATE.root().at("Parameters").entries().keySet());
        return names;
    }
}
