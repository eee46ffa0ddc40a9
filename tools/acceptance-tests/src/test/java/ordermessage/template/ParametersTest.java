package ordermessage.template;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tests that docs/operations.md has the table of the parameters as it is in the template. */
class ParametersTest {
    private static final Map<String, YamlNode> PARAMETERS =
            SamTemplate.read().root().at("Parameters").entries();

    @Test
    void theTableInTheDocumentationIsThatOfTheTemplate() throws IOException {
        var page = Files.readString(SamTemplate.PROJECT.resolve("docs/operations.md"));

        assertThat(page.contains(table()))
                .as("docs/operations.md lacks this table:\n\n" + table())
                .isTrue();
    }

    @Test
    void theSecurityPageSaysHowLongATokenIsValid() throws IOException {
        var minutes = PARAMETERS.get("TokenMinutes");

        assertThat(Files.readString(SamTemplate.PROJECT.resolve("docs/security.md")))
                .contains(String.format(
                        Locale.ROOT,
                        "`TokenMinutes` (%s unless the operator sets %s to %,d)",
                        minutes.at("Default").text(),
                        minutes.at("MinValue").text(),
                        minutes.at("MaxValue").number()));
    }

    @Test
    void everyNumberHasARange() {
        assertThat(PARAMETERS.values())
                .filteredOn(parameter -> parameter.at("Type").text().equals("Number"))
                .allSatisfy(parameter -> assertThat(parameter.entries())
                        .satisfiesAnyOf(
                                keys -> assertThat(keys).containsKeys("MinValue", "MaxValue"),
                                keys -> assertThat(keys).containsKey("AllowedValues")));
    }

    @Test
    void everyDescriptionSaysWhenToChangeTheParameter() {
        assertThat(PARAMETERS)
                .allSatisfy((name, parameter) -> assertThat(
                                parameter.at("Description").text())
                        .as(name)
                        .containsPattern("\\b([Rr]aise|Lower|Set|Change|Only for|It is for|longer window saves)\\b"));
    }

    private static String table() {
        return PARAMETERS.entrySet().stream()
                .map(parameter -> row(parameter.getKey(), parameter.getValue()))
                .collect(joining(
                        "\n",
                        "| parameter | default | values | what it is, and when to change it |\n|---|---|---|---|\n",
                        "\n"));
    }

    private static String row(String name, YamlNode parameter) {
        return "| `%s` | %s | %s | %s |"
                .formatted(
                        name,
                        code(parameter.at("Default").text()),
                        values(parameter),
                        parameter.at("Description").text().strip());
    }

    private static String values(YamlNode parameter) {
        if (!parameter.at("AllowedValues").isAbsent()) {
            return parameter.at("AllowedValues").texts().stream()
                    .map(ParametersTest::code)
                    .collect(joining(", "));
        }
        return parameter.at("Type").text().equals("Number")
                ? "%s to %s"
                        .formatted(
                                parameter.at("MinValue").text(),
                                parameter.at("MaxValue").text())
                : "text";
    }

    private static String code(String value) {
        return value.isEmpty() ? "empty" : "`" + value + "`";
    }
}
