package ordermessage.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Tests the dashboard of the template. */
class DashboardTest {
    private static final SamTemplate TEMPLATE = SamTemplate.read();
    private static final YamlNode BODY = TEMPLATE.resource("Dashboard").at("Properties", "DashboardBody");

    /** The width of CloudWatch's grid (Dashboard body structure and syntax). */
    private static final int GRID_WIDTH = 24;

    @Test
    void itAnswersTheQuestionsOfAnOperatorFromTopToBottom() {
        var headings = widgets()
                .filter(widget -> widget.get("type").getAsString().equals("text"))
                .map(widget ->
                        widget.getAsJsonObject("properties").get("markdown").getAsString());

        assertThat(headings)
                .satisfiesExactly(
                        first -> assertThat(first).startsWith("## Is it taking messages?"),
                        second -> assertThat(second).isEqualTo("## Are they being stored, and how fast?"),
                        third -> assertThat(third).isEqualTo("## What fails, and for whom should I look?"),
                        fourth -> assertThat(fourth).isEqualTo("## What does it cost?"));
    }

    /** Every stack has the dashboard, so it cannot show an alarm that only some stacks have. */
    @Test
    void itShowsEveryAlarmThatEveryStackHas() {
        var shown = widgets()
                .map(widget -> widget.getAsJsonObject("properties"))
                .filter(properties -> properties.has("alarms"))
                .flatMap(properties -> properties.getAsJsonArray("alarms").asList().stream())
                .map(JsonElement::getAsString);

        assertThat(shown)
                .containsExactlyInAnyOrderElementsOf(Stream.of(
                                "AWS::CloudWatch::Alarm", "AWS::CloudWatch::CompositeAlarm")
                        .map(TEMPLATE::resourcesOf)
                        .flatMap((Map<String, YamlNode> alarms) -> alarms.keySet().stream())
                        .filter(name -> TEMPLATE.resource(name).at("Condition").isAbsent())
                        .map("${%s.Arn}"::formatted)
                        .toList());
    }

    @Test
    void noTwoWidgetsOverlapAndAllFitIntoTheGrid() {
        var taken = new TreeSet<Integer>();

        assertThat(widgets()).allSatisfy(widget -> {
            assertThat(number(widget, "x") + number(widget, "width")).isLessThanOrEqualTo(GRID_WIDTH);
            for (var y = number(widget, "y"); y < number(widget, "y") + number(widget, "height"); y++) {
                for (var x = number(widget, "x"); x < number(widget, "x") + number(widget, "width"); x++) {
                    assertThat(taken.add(y * GRID_WIDTH + x)).isTrue();
                }
            }
        });
    }

    /** SAM names an event source mapping after the function and its event. */
    @Test
    void itRefersOnlyToResourcesAndParametersOfTheTemplate() {
        var known = new TreeSet<>(TEMPLATE.resources().keySet());
        known.addAll(TEMPLATE.root().at("Parameters").entries().keySet());
        known.add("ProcessMessageFunctionMessages");

        assertThat(SamTemplate.references(BODY)).isNotEmpty().isSubsetOf(known);
    }

    private static Stream<JsonObject> widgets() {
        return widgetList().stream().map(JsonElement::getAsJsonObject);
    }

    private static List<JsonElement> widgetList() {
        return JsonParser.parseString(BODY.at("Fn::Sub").text())
                .getAsJsonObject()
                .getAsJsonArray("widgets")
                .asList();
    }

    private static int number(JsonObject widget, String name) {
        return widget.get(name).getAsInt();
    }
}
