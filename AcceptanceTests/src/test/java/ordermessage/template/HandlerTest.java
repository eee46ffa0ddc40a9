package ordermessage.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.util.Arrays;
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

    @ParameterizedTest
    @MethodSource("functions")
    void theHandlerIsAClassThatLambdaCanMake(Function function) throws ReflectiveOperationException {
        var handler = Class.forName(function.handlerClass(), false, getClass().getClassLoader());

        assertThat(handler).isAssignableTo(RequestHandler.class);
        assertThat(handler.getConstructor()).isNotNull();
    }

    @ParameterizedTest
    @MethodSource("functions")
    void theHandlersMethodTakesAnEventAndAContext(Function function) throws ReflectiveOperationException {
        var handler = Class.forName(function.handlerClass(), false, getClass().getClassLoader());

        assertThat(handler.getMethods())
                .filteredOn(method -> method.getName().equals(function.handlerMethod()))
                .anySatisfy(method ->
                        assertThat(Arrays.asList(method.getParameterTypes())).endsWith(Context.class));
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
