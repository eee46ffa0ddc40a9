package ordermessage.local.provision;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import ordermessage.local.engine.Engine;
import ordermessage.local.engine.TestEngines;
import ordermessage.local.template.Stack;
import ordermessage.local.template.Template;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests with the engine for DynamoDB whether a stored table fits a template. */
@Tag("processes")
class ProvisioningTest {
    private static final URI UNUSED = URI.create("http://127.0.0.1:9");
    private static final LocalNames NAMES = new LocalNames(UNUSED, UNUSED, UNUSED);
    private static final String TEMPLATE = """
            Resources:
              Table:
                Type: AWS::DynamoDB::Table
                Properties:
                  KeySchema: [{AttributeName: id, KeyType: HASH}, {AttributeName: at, KeyType: RANGE}]
                  AttributeDefinitions:
                    - {AttributeName: id, AttributeType: S}
                    - {AttributeName: at, AttributeType: N}
                    - {AttributeName: company, AttributeType: S}
                  GlobalSecondaryIndexes:
                    - IndexName: ByCompany
                      KeySchema: [{AttributeName: company, KeyType: HASH}, {AttributeName: at, KeyType: RANGE}]
                      Projection: {ProjectionType: INCLUDE, NonKeyAttributes: [size, price]}
            """;

    @TempDir
    static Path data;

    private static Engine engine;
    private static EngineClients clients;
    private static Provisioning provisioning;

    @BeforeAll
    static void createTable() {
        engine = Engine.start(TestEngines.dynoxide(data), TestEngines.settings(data.resolve("data"), 0));
        clients = new EngineClients(UNUSED, engine.endpoint(), UNUSED);
        provisioning = new Provisioning(clients, NAMES);
        provisioning.apply(stack(TEMPLATE));
    }

    @AfterAll
    static void end() {
        clients.close();
        engine.close();
    }

    @Test
    void theSameTableFits() {
        assertThatCode(() -> provisioning.apply(stack(TEMPLATE))).doesNotThrowAnyException();
    }

    @Test
    void theOrderOfTheAttributesInTheTemplateDoesNotMatter() {
        var reordered = TEMPLATE.replace("[size, price]", "[price, size]");

        assertThatCode(() -> provisioning.apply(stack(reordered))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ByCompany                                              | ByOwner",
                "AttributeName: id, KeyType                             | AttributeName: company, KeyType",
                "at, AttributeType: N                                   | at, AttributeType: S",
                "[size, price]                                          | [size]",
                "[size, price]                                          | [size, price, weight]",
                "'ProjectionType: INCLUDE, NonKeyAttributes: [size, price]' | ProjectionType: ALL",
                "'ProjectionType: INCLUDE, NonKeyAttributes: [size, price]' | ProjectionType: KEYS_ONLY",
            })
    void aTableWithOtherKeysOrAnotherIndexIsRefused(String part, String replacement) {
        var changed = stack(TEMPLATE.replace(part, replacement));

        assertThatThrownBy(() -> provisioning.apply(changed))
                .isInstanceOf(ProvisioningFailedException.class)
                .hasMessage(
                        "Table: the local table has other keys or indexes; make clean-local deletes it and all other data");
    }

    private static Stack stack(String template) {
        try {
            var file = Files.writeString(data.resolve("template.yaml"), template);
            return Template.read(file).stack(Map.of(), NAMES);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
