package ordermessage.bench.console;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import ordermessage.browser.Browser;
import ordermessage.harness.Waiting;

/** The console in a browser, which measures its long tasks: the times of more than 50 ms in which it cannot react. */
final class OpenPage implements AutoCloseable {
    private static final Duration POLL_INTERVAL = Duration.ofMillis(200);
    private static final Duration TIMEOUT = Duration.ofMinutes(1);

    /** A window that shows all parts of the page that change while messages arrive. */
    private static final int WIDTH = 1280;

    private static final int HEIGHT = 1300;

    private static final String OBSERVER = """
            window.longTasks = [];
            new PerformanceObserver(list => window.longTasks.push(...list.getEntries().map(task => task.duration)))
              .observe({type: 'longtask', buffered: true});
            """;

    private final Browser browser;

    /**
     * Opens the page, and returns when it is live.
     *
     * @param profile an empty folder
     */
    OpenPage(URI console, Path profile) {
        browser = Browser.startWithoutRecording(profile);
        browser.show(WIDTH, HEIGHT, false);
        browser.open(console.toString(), OBSERVER);
        await("the page is live", "#connection", "Live");
        browser.run("window.longTasks.length = 0");
    }

    /** Returns when the page shows so many stored messages. */
    void awaitStored(long messages) {
        await("the page shows all messages", ".station.process .main", "%,d stored".formatted(messages));
    }

    /** Returns the durations of the long tasks since the page was live, in milliseconds. */
    List<Double> longTasks() {
        return ((List<?>) browser.run("return window.longTasks"))
                .stream().map(duration -> ((Number) duration).doubleValue()).toList();
    }

    /** Returns the processes of the browser. */
    List<ProcessHandle> processes() {
        return browser.processes();
    }

    @Override
    public void close() {
        browser.close();
    }

    private void await(String what, String selector, String text) {
        Waiting.until(what, POLL_INTERVAL)
                .atMost(TIMEOUT)
                .until(() ->
                        text.equals(browser.run("return document.querySelector(arguments[0])?.textContent", selector)));
    }
}
