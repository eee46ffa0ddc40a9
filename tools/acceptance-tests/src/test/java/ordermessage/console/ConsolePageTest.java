package ordermessage.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import ordermessage.browser.Browser;
import ordermessage.harness.Backlog;
import ordermessage.harness.Waiting;
import ordermessage.local.LocalService;
import ordermessage.local.Options;
import ordermessage.local.ProjectFolder;
import ordermessage.local.http.LoopbackServer;
import ordermessage.local.queue.EventSourceMapping;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Uses the console of a stack of its own in a browser: it posts, breaks, looks and repairs. */
@Tag("processes")
@Order(1) // It takes longer than most other classes, so it starts before them.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ConsolePageTest {
    private static final Pattern MESSAGE_ID = Pattern.compile("\"message_id\":\"([0-9a-f-]{36})\"");

    /** Short, so that a failed message is soon delivered again. */
    private static final String VISIBILITY_SECONDS = "5";

    /** So many that no message is received too often while a fault is on. */
    private static final String MAX_RECEIVES = "1000";

    /** Fewer messages than the button sends without a test, because a busy machine needs more than a minute for a thousand. */
    private static final int BURST = 300;

    /** Enough that some rows are drawn later than others. */
    private static final int SHORT_BURST = 30;

    private static final Duration POLL_INTERVAL = Duration.ofMillis(200);

    private static final String ROWS = "#messages > tbody > tr";

    /** A message in the queue is then older than the template's limit, ten minutes. */
    private static final int MINUTES_UNTIL_TOO_OLD = 11;

    /** The messages of two batches, which the processor has at the same time. */
    private static final int IN_PROCESS = 20;

    private static final Duration LONG = Duration.ofSeconds(200);

    private static final Pattern BACKLOG = Pattern.compile("([\\d,]+) waiting([\\d,]+) in flight");
    private static final AtomicInteger MINUTES_AHEAD = new AtomicInteger();

    @TempDir
    static Path data;

    @TempDir
    static Path profile;

    private static LocalService service;
    private static Browser browser;

    @BeforeAll
    static void start() {
        Browser.missing()
                .ifPresent(missing ->
                        System.out.printf("Skipped: %s, so the console is not tested in a browser%n", missing));
        assumeTrue(Browser.missing().isEmpty(), "The page needs a browser");
        service = LocalService.start(Options.builder(ProjectFolder.current(), data)
                .longPoll(Duration.ofSeconds(1))
                .alarmInterval(Duration.ofSeconds(1))
                .concurrency(2)
                // Few tests call them. The pictures show all functions running, as make run does.
                .startedOnDemand(
                        System.getProperty("pictures.folder") == null
                                ? Set.of("GetMessageFunction", "ListMessagesFunction")
                                : Set.of())
                .parameters(Map.of("MaxReceiveCount", MAX_RECEIVES))
                .clock(() -> Instant.now().plus(Duration.ofMinutes(MINUTES_AHEAD.get())))
                .build());
        service.clients()
                .sqs()
                .setQueueAttributes(request -> request.queueUrl(service.queueUrl("Queue"))
                        .attributes(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, VISIBILITY_SECONDS)));
        browser = Browser.start(profile);
    }

    @AfterAll
    static void close() {
        if (browser != null) {
            browser.close();
        }
        if (service != null) {
            service.close();
        }
    }

    @BeforeEach
    void open() {
        browser.show(1280, 1600, false);
        browser.open(service.console().toString());
        until("live").until(() -> text("#connection").equals("Live"));
    }

    @AfterEach
    void nothingIsRequestedElsewhereAndNothingIsReported() {
        assertThat(browser.complaints()).isEmpty();
        assertThat(browser.requests())
                .allSatisfy(uri -> assertThat(uri).matches("(data:|about:|\\Q%s\\E).*".formatted(service.console())));
    }

    @Test
    void aPageThatBecomesLiveHasFigures() {
        browser.open(service.console().toString(), """
                document.addEventListener('DOMContentLoaded', () => {
                  const connection = document.querySelector('#connection');
                  new MutationObserver(() => {
                    if (connection.textContent === 'Live') {
                      window.whenLive ??= document.querySelector('.station.post .main')?.textContent ?? 'no station';
                    }
                  }).observe(connection, {childList: true, characterData: true, subtree: true});
                });
                """);
        until("live").until(() -> text("#connection").equals("Live"));

        assertThat((String) browser.run("return window.whenLive")).matches("\\d+ accepted");
    }

    @Test
    void theSampleIsPostedAndItsObjectAndItsItemAreShown() {
        press("post-sample");
        until("accepted").until(() -> text("#result").startsWith("202"));
        var id = firstMatch(text("#result"));
        until("stored").until(() -> text(row(id)).contains("stored"));
        browser.run("document.querySelector(arguments[0]).click()", row(id) + " button");

        until("detail").until(() -> text("#messages .detail").contains("message_s3_key"));
        var detail = text("#messages .detail");
        assertThat(detail)
                .contains("PostMessageFunction", "ProcessMessageFunction", "\"order_amount\"")
                .contains(stored(id).get("content_digest").s());

        press("post-again");
        until("stored").until(() -> text("#result").startsWith("200"));
        press("post-conflict");
        until("conflict").until(() -> text("#result").startsWith("409"));
        press("post-invalid");
        until("refused").until(() -> text("#result").startsWith("400"));
        until("the conflict is in its row").until(() -> text(row(id)).contains("refused: conflict"));
    }

    @Test
    void aConsumerThatIsOffLeavesABacklogAndLaterDrainsIt() {
        pressSwitch("consumer");
        until("off").until(() -> text(".station.queue").contains("consumer off"));
        press("post-sample");
        until("accepted").until(() -> text("#result").startsWith("202"));
        var id = firstMatch(text("#result"));
        until("backlog").until(() -> text(".station.queue").contains("1 waiting"));
        assertThat(text(row(id))).contains("accepted").doesNotContain("stored");

        pressSwitch("consumer");
        until("stored").until(() -> text(row(id)).contains("stored"));
        until("empty").until(() -> text(".station.queue").contains("0 waiting"));
        assertThat(text(".station.queue")).contains("consumer on");
    }

    @Test
    void aPoisonRecordIsInTheDeadLetterQueueAndTriggersAnAlarmAndIsRedriven() {
        press("poison");
        until("dead letter").until(() -> text("#dead-letters").contains("unreadable"));
        assertThat(text("#dead-letters pre")).contains("This record is no JSON document");
        until("alarm").until(() -> {
            passMinutes(1);
            return text("#firing").contains("DeadLetterAlarm");
        });

        var letter = letter();
        browser.run("document.querySelector('#dead-letters button').click()");
        until("redriven").until(() -> text("#result").contains("1 dead letter was sent back"));
        until("it comes back, because it can never be stored")
                .until(() -> !letter().equals(letter) && text("#dead-letters").contains("unreadable"));
    }

    @Test
    void aKilledFunctionStartsAgainAndTheNextMessageIsStored() {
        browser.run("document.querySelector('[data-function=ProcessMessageFunction]').click()");
        until("killed").until(() -> text("#result").contains("Killed processes of ProcessMessageFunction"));
        press("post-sample");
        until("accepted").until(() -> text("#result").startsWith("202"));
        var id = firstMatch(text("#result"));

        until("stored").until(() -> text(row(id)).contains("stored"));
    }

    @Test
    void aMessageThatIsPostedWhileTheTableIsDownIsStoredWhenItIsBack() {
        pressSwitch("DynamoDB");
        until("off").until(() -> text(".station.index").contains("is off"));
        assertThat(service.engines().dynamoDb().state().name()).isEqualTo("STOPPED");

        press("post-sample");
        until("accepted without the table").until(() -> text("#result").startsWith("202"));
        var id = firstMatch(text("#result"));
        until("failed").until(() -> text(row(id)).contains("failed"));

        pressSwitch("DynamoDB");
        until("on").until(() -> text(".station.index").contains("runs"));
        assertThat(service.engines().dynamoDb().state().name()).isEqualTo("RUNNING");
        until("stored after all").until(() -> text(row(id)).contains("stored"));
    }

    @Test
    void aThrottledTableTriggersItsAlarmAndLaterTakesTheMessagesThatWaited() {
        pressSwitch("table-throttled");
        until("on").until(() -> text(".station.index").contains("writes are throttled"));
        press("post-sample");
        until("accepted without the table").until(() -> text("#result").startsWith("202"));
        var id = firstMatch(text("#result"));
        until("failed").until(() -> text(row(id)).contains("failed"));
        assertThat(backlog()).isPositive();
        browser.run("document.querySelector(arguments[0]).click()", row(id) + " button");
        until("the object without an item")
                .until(() -> text("#messages .detail").contains("The table has no item of this message."));
        assertThat(text("#messages .detail")).contains("\"order_amount\"");
        passMinutes(1);
        until("alarm").until(() -> text("#firing").contains("TableThrottleAlarm"));

        pressSwitch("table-throttled");
        until("off").until(() -> text(".station.index").contains("runs"));
        until("stored after all").until(() -> text(row(id)).contains("stored"));
        until("empty").until(() -> backlog() == 0);
        passMinutes(6);
        until("the alarm has ended").until(() -> !text("#firing").contains("TableThrottleAlarm"));
    }

    @Test
    void aSlowArchiveLeavesABacklogThatTriggersItsAlarmAndDrainsWhenTheArchiveIsFastAgain() {
        pressSwitch("archive-slow");
        until("on").until(() -> text(".station.archive").contains("calls take 1 s longer"));
        press("post-sample");
        until("accepted").until(() -> text("#result").startsWith("202"));
        var id = firstMatch(text("#result"));
        until("stored late").until(() -> text(row(id)).contains("stored"));
        assertThat(text(row(id) + " td:nth-child(6)")).matches("[1-9]\\d*\\.\\d s");

        var stored = stored();
        pressBurst(BURST);
        until("backlog").until(() -> backlog() > IN_PROCESS);
        passMinutes(MINUTES_UNTIL_TOO_OLD);
        until("alarm").until(() -> {
            passMinutes(1);
            return text("#firing").contains("QueueAgeAlarm");
        });
        pressSwitch("archive-slow");
        until("off").until(() -> text(".station.archive").contains("runs"));
        until("all are stored").atMost(LONG).until(() -> stored() >= stored + BURST);
        until("empty").until(() -> backlog() == 0);
        until("the alarm has ended").until(() -> {
            passMinutes(1);
            return !text("#firing").contains("QueueAgeAlarm");
        });
    }

    @Test
    void manyMessagesMakeTheLinesBroadAndTheirRowsAreDrawnStepByStep() {
        var stored = stored();
        browser.run("""
                const lines = document.querySelector('#pipeline');
                new MutationObserver(() => {
                  window.wasBroad ||= lines.querySelector('.line.many') !== null;
                }).observe(lines, {subtree: true, attributeFilter: ['class']});
                """);
        // Without a frame, the page shows nothing. So the next snapshot that it shows has all these messages, on a slow
        // machine too.
        browser.run("""
                window.heldFrames = [];
                window.nextFrame = window.requestAnimationFrame;
                window.requestAnimationFrame = frame => window.heldFrames.push(frame);
                """);
        service.mappings().forEach(EventSourceMapping::pause);
        pressBurst(SHORT_BURST);
        until("all are in the queue").until(() -> new Backlog(service, POLL_INTERVAL).size() >= SHORT_BURST);
        browser.run("""
                window.requestAnimationFrame = window.nextFrame;
                window.heldFrames.forEach(frame => requestAnimationFrame(frame));
                """);
        until("broad lines").until(() -> Boolean.TRUE.equals(browser.run("return window.wasBroad")));
        service.mappings().forEach(EventSourceMapping::resume);
        until("all are stored").until(() -> stored() >= stored + SHORT_BURST);
        until("empty").until(() -> backlog() == 0);
        until("thin lines").until(() -> elements(".line.many") == 0);

        browser.open(service.console().toString(), """
                document.addEventListener('DOMContentLoaded', () => {
                  const rows = document.querySelector('#messages tbody');
                  new MutationObserver(() => {
                    window.firstRows ??= rows.children.length;
                  }).observe(rows, {childList: true});
                });
                """);
        until("all rows").until(() -> elements(ROWS) >= SHORT_BURST);
        assertThat((Long) browser.run("return window.firstRows")).isLessThan(SHORT_BURST);
    }

    @Test
    @EnabledIfSystemProperty(named = "pictures.folder", matches = ".+")
    void thePicturesOfTheDocumentationShowMessagesThatWait() {
        browser.show(1280, 716, false);
        press("poison");
        until("dead letter").until(() -> text(".station.dead .main").equals("1"));
        press("burst");
        until("stored").until(() -> text("#messages").contains("stored"));
        pressSwitch("consumer");
        until("backlog").until(() -> text("#job").matches("Burst of 1,000: [3-9][0-9][0-9] accepted.*"));

        var folder = Path.of(System.getProperty("pictures.folder"));
        browser.screenshot(folder.resolve("console.png"));
        browser.show(1280, 716, true);
        browser.screenshot(folder.resolve("console-dark.png"));
        pressSwitch("consumer");
        until("drained").until(() -> text(".station.queue").contains("0 waiting"));
    }

    @Test
    void aPageOnAnotherPortCannotPressAButton() throws IOException {
        var before = text(".station.post .main");
        try (var attacker = LoopbackServer.start(0, exchange -> {
            try (exchange) {
                var html = "<!DOCTYPE html><title>attack</title><link rel=icon href='data:,'>";
                exchange.getResponseHeaders().set("Content-Type", "text/html");
                exchange.sendResponseHeaders(200, html.length());
                exchange.getResponseBody().write(html.getBytes(StandardCharsets.UTF_8));
            }
        })) {
            browser.open("http://" + attacker.authority() + "/");
            for (var attempt : List.of(
                    "fetch(url + 'actions/post-sample', {method: 'POST', mode: 'no-cors', body: '{}'})",
                    "fetch(url + 'actions/post-sample', {method: 'POST', body: '{}',"
                            + " headers: {'X-Console-Token': 'x', 'Content-Type': 'application/json'}})",
                    "fetch(url).then(page => page.text())",
                    "fetch(url + 'events')")) {
                var read = browser.runAsync(
                        "const [url, done] = arguments; " + attempt
                                + ".then(answer => done(String(answer.status ?? 'read')), () => done('refused'))",
                        service.console().toString());
                assertThat(read).isIn("refused", "0");
            }
            browser.requests();
            browser.complaints();
        }
        open();
        assertThat(text(".station.post .main")).isEqualTo(before);
    }

    /** The first test, because axe-core takes longer the more messages the page shows. */
    @Test
    @Order(1)
    void axeFindsNoSeriousProblemOfAccessibilityAndThePageIsNotWiderThanTheWindow() {
        var script = AxeCore.script();
        assumeTrue(script.isPresent(), "axe-core comes from the npm registry, which does not answer");
        press("post-invalid");
        until("refused").until(() -> text("#result").startsWith("400"));
        press("poison");
        until("dead letter").until(() -> text("#dead-letters").contains("unreadable"));
        press("post-sample");
        until("stored").until(() -> text("#messages").contains("stored"));
        browser.run("document.querySelectorAll('details').forEach(each => { each.open = true; });"
                + "document.querySelector('#messages button.link').click()");
        until("detail").until(() -> text("#messages .detail").contains("Log lines"));
        browser.run(script.orElseThrow());

        for (var width : List.of(390, 1280)) {
            for (var dark : List.of(false, true)) {
                browser.show(width, 1600, dark);

                assertThat(seriousProblems())
                        .as("%d pixels, dark: %s", width, dark)
                        .isEmpty();
                assertThat((Long) browser.run("return document.documentElement.scrollWidth"))
                        .as("width at %d pixels, dark: %s", width, dark)
                        .isLessThanOrEqualTo(width);
            }
        }
    }

    /** Runs axe-core, whose script is in the page. */
    private static List<?> seriousProblems() {
        return (List<?>)
                browser.runAsync(
                        "const done = arguments[0];"
                                + "axe.run().then(result => done(result.violations"
                                + ".filter(each => each.impact === 'serious' || each.impact === 'critical')"
                                + ".map(each => each.id + ': ' + each.nodes.map(node => node.html + ' ' + node.failureSummary).join())))");
    }

    /** Lets the alarms see minutes that are complete, up to now. */
    private static void passMinutes(int minutes) {
        service.monitor().update();
        MINUTES_AHEAD.addAndGet(minutes);
        service.monitor().update();
    }

    /** Returns the number of messages in the queue that the page shows; -1 while it is unknown. */
    private static int backlog() {
        var figures = BACKLOG.matcher(text(".station.queue"));
        return figures.find() ? number(figures.group(1)) + number(figures.group(2)) : -1;
    }

    /** Returns the number of stored messages that the page shows. */
    private static int stored() {
        return number(text(".station.process .main").replace(" stored", ""));
    }

    private static int number(String shown) {
        return Integer.parseInt(shown.replace(",", ""));
    }

    /** Returns the id of the first dead letter; empty when there is none. */
    private static String letter() {
        return (String) browser.run("return document.querySelector('#dead-letters li')?.dataset.key ?? ''");
    }

    private static void press(String action) {
        browser.run("document.querySelector(arguments[0]).click()", "[data-action=" + action + "]");
    }

    private static void pressBurst(int messages) {
        browser.run("document.querySelector('[data-action=burst]').dataset.messages = arguments[0]", messages);
        press("burst");
    }

    private static void pressSwitch(String key) {
        browser.element("#faults [data-key=" + key + "]").click();
    }

    private static String row(String messageId) {
        return "#messages tr[data-key$='" + messageId + "']";
    }

    /** Returns the number of elements that a CSS selector matches. */
    private static long elements(String selector) {
        return (Long) browser.run("return document.querySelectorAll(arguments[0]).length", selector);
    }

    /** Returns the text of the first element that a CSS selector matches; empty when there is none. */
    private static String text(String selector) {
        return (String) browser.run("return document.querySelector(arguments[0])?.textContent ?? ''", selector);
    }

    private static String firstMatch(String answer) {
        var match = MESSAGE_ID.matcher(answer);
        assertThat(match.find()).isTrue();
        return match.group(1);
    }

    private static Map<String, AttributeValue> stored(String messageId) {
        var table = service.stack().tables().getFirst().name();
        return service.clients()
                .dynamoDb()
                .query(request -> request.tableName(table)
                        .keyConditionExpression("message_id = :id")
                        .expressionAttributeValues(Map.of(":id", AttributeValue.fromS(messageId))))
                .items()
                .getFirst();
    }

    private static ConditionFactory until(String what) {
        return Waiting.until(what, POLL_INTERVAL).atMost(Duration.ofMinutes(2));
    }
}
