package ordermessage.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests the handlers and the runtime of the functions. */
class HandlerTest {
    private static final SamTemplate TEMPLATE = SamTemplate.read();

    static List<TemplateFunction> functions() {
        return TEMPLATE.functions();
    }

    static List<TemplateFunction> serviceFunctions() {
        return TEMPLATE.serviceFunctions();
    }

    @Test
    void aStackHasFourFunctionsAndPerhapsItsChecks() {
        assertThat(functions())
                .filteredOn(function -> !function.isInEveryStack())
                .extracting(TemplateFunction::logicalId)
                .containsExactlyInAnyOrder("SmokeCheckFunction", "DeploymentCheckFunction");
        assertThat(serviceFunctions())
                .extracting(TemplateFunction::logicalId)
                .containsExactlyInAnyOrder(
                        "PostMessageFunction", "GetMessageFunction", "ListMessagesFunction", "ProcessMessageFunction");
    }

    /** If the handler has no method name, Lambda calls the interface. Otherwise it finds the method by reflection. */
    @ParameterizedTest
    @MethodSource("functions")
    void theHandlerHasAPublicConstructorAndTheInterfaceThatLambdaCalls(TemplateFunction function)
            throws ReflectiveOperationException {
        var handler = Class.forName(function.handlerClass(), false, getClass().getClassLoader());

        assertThat(handler).isAssignableTo(RequestHandler.class);
        assertThat(handler.getConstructor()).isNotNull();
    }

    @ParameterizedTest
    @MethodSource("functions")
    void theMakefileBuildsTheModuleWithTheNameOfTheFunction(TemplateFunction function) {
        assertThat(SamTemplate.PROJECT.resolve(function.logicalId()).resolve("pom.xml"))
                .exists();
        assertThat(TEMPLATE.resource(function.logicalId())
                        .at("Metadata", "BuildMethod")
                        .text())
                .isEqualTo("makefile");
        assertThat(function.property("CodeUri").text()).isEqualTo(".");
    }

    @ParameterizedTest
    @MethodSource("functions")
    void aPublishedVersionRunsOnJava25(TemplateFunction function) {
        assertThat(function.property("Runtime").text()).isEqualTo("java25");
        assertThat(function.property("AutoPublishAlias").isAbsent()).isFalse();
        assertThat(function.property("AutoPublishAliasAllProperties").text()).isEqualTo("true");
    }

    @ParameterizedTest
    @MethodSource("serviceFunctions")
    void aFunctionForCompaniesHasSnapStart(TemplateFunction function) {
        assertThat(function.template().text(function.property("SnapStart", "ApplyOn")))
                .isEqualTo("PublishedVersions");
    }
}
