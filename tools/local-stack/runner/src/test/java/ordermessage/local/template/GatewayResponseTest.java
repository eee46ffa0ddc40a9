package ordermessage.local.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import ordermessage.local.provision.LocalNames;
import ordermessage.local.template.Resource.GatewayResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests how the template's gateway responses are read. */
class GatewayResponseTest {
    private static final PhysicalNames NAMES = new LocalNames(
            URI.create("http://127.0.0.1:9324"),
            URI.create("http://127.0.0.1:3000"),
            URI.create("http://127.0.0.1:9229"));

    @Test
    void aGatewayResponseHasAStatusFixedHeadersAndABodyWithTheRequestId() {
        var stack = parse("""
                THROTTLED:
                  StatusCode: '429'
                  ResponseParameters: {Headers: {Retry-After: "'1'", X-Empty: "''"}}
                  ResponseTemplates: {application/json: !Sub '{"at":"${AWS::StackName}","id":"$context.requestId"}'}
                """);

        assertThat(stack.unsupported()).isEmpty();
        assertThat(stack.api().orElseThrow().gatewayResponses())
                .isEqualTo(Map.of(
                        GatewayResponseType.THROTTLED,
                        new GatewayResponse(
                                Optional.of(429),
                                Map.of("Retry-After", "1", "X-Empty", ""),
                                Optional.of("{\"at\":\"order-messages\",\"id\":\"$context.requestId\"}"))));
    }

    /** Each row: the properties of a gateway response, and what of them is reported as not supported. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "ResponseParameters: {Headers: {A: context.requestId}}       | ResponseParameters.Headers.A",
                "ResponseParameters: {Headers: {A: method.request.header.B}} | ResponseParameters.Headers.A",
                "ResponseParameters: {Paths: {a: \"'b'\"}}                   | ResponseParameters.Paths",
                "ResponseTemplates: {application/json: $context.stage}       | ResponseTemplates.application/json",
                "ResponseTemplates: {a/json: x, b/xml: y}                    | ResponseTemplates.b/xml",
            })
    void propertiesThatTheGatewayCannotApplyAreReported(String properties, String unsupported) {
        assertThat(parse("THROTTLED: {%s}".formatted(properties)).unsupported())
                .isEqualTo(List.of(new Unsupported("Api", "GatewayResponses.THROTTLED." + unsupported)));
    }

    @Test
    void aNameThatApiGatewayDoesNotKnowIsAnError() {
        assertThatThrownBy(() -> parse("TOO_MANY: {StatusCode: 429}"))
                .isInstanceOf(TemplateException.class)
                .hasMessage("Api.GatewayResponses.TOO_MANY: is not a type of gateway response");
    }

    private static Stack parse(String responses) {
        var text = """
                Resources:
                  Api:
                    Type: AWS::Serverless::Api
                    Properties:
                      GatewayResponses:
                %s""".formatted(responses.indent(8));
        return Template.parse("template.yaml", text).stack(Map.of(), NAMES);
    }
}
