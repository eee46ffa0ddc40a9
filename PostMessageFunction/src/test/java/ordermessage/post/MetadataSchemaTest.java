package ordermessage.post;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import ordermessage.json.JsonText;
import ordermessage.json.JsonValue.JsonObject;
import ordermessage.message.FieldError;
import ordermessage.message.MessageKey;
import ordermessage.message.Uuid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The matrix of the metadata block: each row replaces one member's value and names the declared outcome. */
class MetadataSchemaTest {
    private static final String COMPANY = "\"e0721e56-fb09-4273-ae74-7bcbc92d43eb\"";
    private static final String ID = "\"fc0daad3-4f10-4d15-b8c6-276cca111e87\"";
    private static final String TIME = "\"2023-12-10T22:02:38Z\"";

    private final MetadataSchema schema = new MetadataSchema();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "message_time | \"2023-12-10T22:02:38Z\"                       | valid",
                "message_time | \"2023-12-10t22:02:38.1234567890123z\"         | valid",
                "message_time | \"1998-12-31T23:59:60Z\"                       | valid",
                "message_time | \"2023-12-10T22:02:38-00:00\"                  | valid",
                "message_time | \"2023-12-10 22:02:38Z\"                       | date-time of RFC 3339",
                "message_time | \"2023-02-30T00:00:00Z\"                       | date-time of RFC 3339",
                "message_time | \"\"                                           | date-time of RFC 3339",
                "message_time | \"x\"                                          | date-time of RFC 3339",
                "message_time | 1702245758                                     | type string",
                "message_time | null                                           | type string",
                "message_time | [\"2023-12-10T22:02:38Z\"]                     | type string",
                "company_id   | \"E0721E56-FB09-4273-AE74-7BCBC92D43EB\"       | valid",
                "company_id   | \"00000000-0000-0000-0000-000000000000\"       | valid",
                "company_id   | \"018f6d0a-8a3b-7c1e-9e9e-0123456789ab\"       | valid",
                "company_id   | \"\"                                           | a UUID",
                "company_id   | \"acme\"                                       | a UUID",
                "company_id   | \"../../other\"                                | a UUID",
                "company_id   | {}                                             | type string",
                "company_id   | true                                           | type string",
                "message_id   | \"fc0daad34f104d15b8c6276cca111e87\"           | a UUID",
                "message_id   | \"{fc0daad3-4f10-4d15-b8c6-276cca111e87}\"     | at most 36",
                "message_id   | \"fc0daad3-4f10-4d15-b8c6-276cca111e87\\n\"    | at most 36",
                "message_id   | \"x\"                                          | a UUID",
                "message_id   | [\"a\"]                                        | type string",
                "message_id   | 7                                              | type string",
                "channel      | \"web\"                                        | valid",
                "channel      | {\"n\":1e400,\"l\":[\"\\ud800\",null,-0,false]} | valid",
                "message_s3_key | \"a/b.json\"                                 | reserved",
                "message_s3_key | null                                         | reserved",
            })
    void everyValueHasItsDeclaredOutcome(String member, String value, String outcome) {
        var errors = errors(valid().with(member, JsonText.parse(value)));
        if (outcome.equals("valid")) {
            assertThat(errors).isEmpty();
        } else {
            assertThat(errors).singleElement().satisfies(error -> {
                assertThat(error.pointer()).isEqualTo("/metadata/" + member);
                assertThat(error.detail()).contains(outcome);
            });
        }
    }

    @Test
    void everyMissingMemberIsReportedAtOnce() {
        assertThat(errors((JsonObject) JsonText.parse("{}")))
                .extracting(error -> error.pointer() + " " + error.detail())
                .containsExactly(
                        "/metadata/message_time This member is required.",
                        "/metadata/company_id This member is required.",
                        "/metadata/message_id This member is required.");
    }

    @Test
    void everyWrongMemberIsReportedAtOnceAndNoValueIsRepeated() {
        var errors = errors((JsonObject) JsonText.parse(
                "{\"message_time\":\"secret-1\",\"company_id\":\"secret-2\",\"message_id\":[\"secret-3\"]}"));
        assertThat(errors)
                .extracting(error -> error.pointer())
                .containsExactly("/metadata/message_time", "/metadata/company_id", "/metadata/message_id");
        assertThat(errors.toString()).doesNotContain("secret");
    }

    @Test
    void aNumberOfManyDigitsInAnUnknownMemberIsValid() {
        assertThat(errors(valid().with("n", JsonText.parse("9".repeat(100_000)))))
                .isEmpty();
    }

    private List<FieldError> errors(JsonObject metadata) {
        return switch (schema.validate(metadata)) {
            case MetadataSchema.Valid valid -> List.of();
            case MetadataSchema.Invalid(var errors) -> errors;
        };
    }

    @Test
    void aValidBlockGivesItsIdsTheMessageIdAsItWasPosted() {
        var block = valid().with("message_id", JsonText.parse("\"FC0DAAD3-4f10-4d15-b8c6-276cca111e87\""));

        assertThat(schema.validate(block))
                .isEqualTo(new MetadataSchema.Valid(
                        new MessageKey(
                                new Uuid("e0721e56-fb09-4273-ae74-7bcbc92d43eb"),
                                new Uuid("fc0daad3-4f10-4d15-b8c6-276cca111e87")),
                        "FC0DAAD3-4f10-4d15-b8c6-276cca111e87"));
    }

    private static JsonObject valid() {
        return (JsonObject) JsonText.parse(
                "{\"message_time\":" + TIME + ",\"company_id\":" + COMPANY + ",\"message_id\":" + ID + "}");
    }
}
