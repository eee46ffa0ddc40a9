package ordermessage.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import ordermessage.local.ProjectFolder;
import ordermessage.local.monitor.AlarmState;
import ordermessage.local.monitor.Metrics;
import ordermessage.local.provision.LocalNames;
import ordermessage.local.template.Resource.Metric;
import ordermessage.local.template.Stack;
import ordermessage.local.template.Template;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Draws the dashboard of the template, and compares the picture in docs with it. */
class PictureTest {
    private static final Path PROJECT = ProjectFolder.current();
    private static final Instant FROM = Instant.parse("2026-11-26T10:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Dashboard DASHBOARD = dashboard();

    private final MinuteClock clock = new MinuteClock(FROM);
    private final Metrics metrics = new Metrics(clock);

    enum Source {
        DRAWN_NOW,
        IN_DOCS
    }

    @ParameterizedTest
    @EnumSource
    void thePictureHasExactlyTheWidgetsOfTheTemplate(Source source) throws Exception {
        assertThat(widgets(document(source)).map(PictureTest::title))
                .containsExactlyElementsOf(
                        DASHBOARD.widgets().stream().map(Widget::title).toList());
    }

    @ParameterizedTest
    @EnumSource
    void eachWidgetNamesAllThatItShows(Source source) throws Exception {
        var widgets = widgets(document(source)).toList();

        for (var i = 0; i < widgets.size(); i++) {
            var shown = texts(widgets.get(i));
            assertThat(names(DASHBOARD.widgets().get(i)))
                    .allSatisfy(name -> assertThat(shown).contains(name));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aCalculatedLineNamesTheMetricsThatItIsMadeOf(Source source) throws Exception {
        var costs = widgets(document(source))
                .filter(widget -> title(widget).startsWith("US dollars an hour"))
                .findFirst()
                .orElseThrow();

        assertThat(costs.getElementsByTagName("desc").item(0).getTextContent())
                .isEqualTo(
                        "Calculated from: Count, Invocations, Duration, NumberOfMessagesSent, NumberOfMessagesDeleted,"
                                + " NumberOfEmptyReceives, Stored, ConsumedWriteCapacityUnits, ConsumedReadCapacityUnits");
    }

    @ParameterizedTest
    @EnumSource
    void thePictureRefersToNoOtherFile(Source source) throws Exception {
        var document = document(source);
        var elements = elements(document.getElementsByTagName("*")).toList();

        assertThat(elements)
                .extracting(Element::getTagName)
                .isSubsetOf("svg", "title", "desc", "g", "rect", "path", "circle", "text");
        assertThat(elements)
                .allSatisfy(
                        element -> IntStream.range(0, element.getAttributes().getLength())
                                .mapToObj(element.getAttributes()::item)
                                .filter(attribute -> !attribute.getNodeName().equals("xmlns"))
                                .forEach(attribute ->
                                        assertThat(attribute.getNodeValue()).doesNotContain(":", "url(")));
    }

    @Test
    void aValueIsDrawnAtItsMinuteAndItsHeight() throws Exception {
        record("OrderMessages", "Accepted", Map.of("Stack", LocalNames.STACK), 0, 10);
        record("OrderMessages", "Accepted", Map.of("Stack", LocalNames.STACK), 1, 20);
        record("OrderMessages", "Accepted", Map.of("Stack", LocalNames.STACK), 5, 20);

        var widget = widget("Messages that were accepted");

        assertThat(elements(widget.getElementsByTagName("path"))
                        .filter(path -> path.hasAttribute("stroke-width"))
                        .map(path -> path.getAttribute("d")))
                .singleElement()
                .satisfies(path -> assertThat(path).matches("M[\\d.]+ [\\d.]+L[\\d.]+ [\\d.]+"));
        assertThat(widget.getElementsByTagName("circle").getLength()).isEqualTo(1);
        assertThat(texts(widget)).contains("0", "5", "10", "15", "20", "60 min");
    }

    @Test
    void aSearchHasALineForEachMetricThatItFinds() throws Exception {
        record("OrderMessages", "Rejected", Map.of("Stack", LocalNames.STACK, "Reason", "conflict"), 1, 1);
        record("OrderMessages", "Rejected", Map.of("Stack", LocalNames.STACK, "Reason", "forbidden"), 1, 1);
        record("OrderMessages", "Rejected", Map.of("Stack", "another", "Reason", "hidden"), 1, 1);
        record(
                "OrderMessages",
                "Rejected",
                Map.of("Stack", LocalNames.STACK, "Reason", "more", "Route", "hidden"),
                1,
                1);
        record("OrderMessages", "Rejected", Map.of("Stack", LocalNames.STACK), 1, 1);

        var texts = texts(widget("Refused messages, by reason"));

        assertThat(texts).contains("Rejected conflict", "Rejected forbidden").doesNotContain("hidden", "no data");
    }

    @Test
    void anExpressionIsCalculatedFromItsMetrics() throws Exception {
        record("AWS/ApiGateway", "Count", Map.of("ApiName", LocalNames.STACK, "Stage", "prod"), 1, 1_000_000);
        record("AWS/ApiGateway", "Count", Map.of("ApiName", LocalNames.STACK, "Stage", "prod"), 2, 1_000_000);

        assertThat(texts(costs())).contains("API Gateway: 7");
    }

    @Test
    void aMetricThatIsNotMeasuredIsMarkedInThePicture() throws Exception {
        assertThat(texts(costs())).contains("DynamoDB (not measured on one machine)", "S3, puts (no data)");
        assertThat(texts(widget("The newest errors and warnings"))).contains("CloudWatch only");
    }

    @Test
    void anExpressionIsNotMeasuredIfOneOfItsMetricsIsNot() throws Exception {
        record("AWS/DynamoDB", "ConsumedWriteCapacityUnits", Map.of("TableName", LocalNames.STACK + "-Table"), 1, 1);

        assertThat(texts(costs())).contains("DynamoDB (not measured on one machine)");
    }

    @Test
    void anAlarmHasItsState() throws Exception {
        assertThat(texts(widget("Alarms"))).contains("DeadLetterAlarm ALARM", "QueueAgeAlarm OK", "TableErrorAlarm –");
    }

    /** Returns the texts that the widget must show: the legend of a graph, the alarms, the columns. */
    private static Stream<String> names(Widget widget) {
        return switch (widget) {
            case Widget.Heading heading -> Stream.of(heading.title());
            case Widget.Alarms list -> list.alarms().stream();
            case Widget.Table table -> table.columns().stream();
            case Widget.Graph graph -> graph.visible().stream().map(Widget.Line::name);
        };
    }

    private void record(String namespace, String name, Map<String, String> dimensions, int minute, double value) {
        while (clock.instant().isBefore(FROM.plus(Duration.ofMinutes(minute)))) {
            clock.passMinute();
        }
        metrics.record(new Metric(namespace, name, dimensions), value);
    }

    private Element costs() throws Exception {
        return widget("US dollars an hour, at list prices of us-east-1 for arm64, without logs, traces and storage");
    }

    private Element widget(String title) throws Exception {
        return widgets(document(Source.DRAWN_NOW))
                .filter(widget -> title(widget).equals(title))
                .findFirst()
                .orElseThrow();
    }

    private Document document(Source source) throws Exception {
        var states = Map.of("DeadLetterAlarm", AlarmState.ALARM, "QueueAgeAlarm", AlarmState.OK);
        var text = switch (source) {
            case DRAWN_NOW -> new Picture(new Figures(metrics, FROM, HOUR), states).of(DASHBOARD);
            case IN_DOCS -> Files.readString(PROJECT.resolve(Main.PICTURE));
        };
        var factory = DocumentBuilderFactory.newDefaultInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        return factory.newDocumentBuilder().parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static Stream<Element> widgets(Document document) {
        return elements(document.getElementsByTagName("g"))
                .filter(group -> group.getAttribute("class").equals("widget"));
    }

    private static String title(Element widget) {
        return widget.getElementsByTagName("title").item(0).getTextContent();
    }

    /** Returns the visible texts of an element. A text that is wrapped is one text again. */
    private static String texts(Element element) {
        return String.join(
                " ",
                elements(element.getElementsByTagName("text"))
                        .map(Element::getTextContent)
                        .toList());
    }

    private static Stream<Element> elements(NodeList nodes) {
        return IntStream.range(0, nodes.getLength()).mapToObj(nodes::item).map(Element.class::cast);
    }

    private static Dashboard dashboard() {
        try {
            return Dashboard.read(PROJECT, stack());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stack stack() {
        var local = URI.create("http://127.0.0.1:1");
        return Template.read(PROJECT.resolve("template.yaml")).stack(Map.of(), new LocalNames(local, local, local));
    }
}
