package ordermessage.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What Lambda loads. */
class HandlerTest {
    private static final SamTemplate TEMPLATE = SamTemplate.read();

    static List<Function> functions() {
        return TEMPLATE.functions();
    }

    @Test
    void thereAreThreeFunctions() {
        assertThat(functions())
                .extracting(Function::logicalId)
                .containsExactlyInAnyOrder("PostMessageFunction", "GetMessageFunction", "ProcessMessageFunction");
    }

    /** Without a method's name, Lambda calls the interface instead of looking the method up by reflection. */
    @ParameterizedTest
    @MethodSource("functions")
    void theHandlerIsAClassThatLambdaCanMakeAndCall(Function function) throws ReflectiveOperationException {
        var handler = Class.forName(function.handlerClass(), false, getClass().getClassLoader());

        assertThat(handler).isAssignableTo(RequestHandler.class);
        assertThat(handler.getConstructor()).isNotNull();
    }

    @ParameterizedTest
    @MethodSource("functions")
    void theModuleHasTheFunctionsNameForTheMakefileToBuild(Function function) {
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
    void aPublishedVersionRunsOnJava25WithSnapStart(Function function) {
        assertThat(function.property("Runtime").text()).isEqualTo("java25");
        assertThat(function.property("SnapStart", "ApplyOn").text()).isEqualTo("PublishedVersions");
        assertThat(function.property("AutoPublishAlias").isAbsent()).isFalse();
        assertThat(function.property("AutoPublishAliasAllProperties").text()).isEqualTo("true");
    }
}
