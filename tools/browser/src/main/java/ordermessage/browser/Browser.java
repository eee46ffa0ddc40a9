package ordermessage.browser;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** A headless Chromium or Chrome of this machine. */
public final class Browser implements AutoCloseable {
    private static final List<String> PROGRAMS = List.of("chromium", "chromium-browser", "google-chrome");
    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    /** The value of the setting {@code session.restore_on_startup} that opens the URLs of {@code session.startup_urls}. */
    private static final int OPEN_URLS = 4;

    /** Warns that the browser is newer than Selenium's classes of DevTools, which are not used here. */
    private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");

    static {
        SELENIUM.setLevel(Level.SEVERE);
    }

    private final Path profile;
    private final ChromeDriver driver;

    private Browser(Path program, Path driverProgram, Path profile, LoggingPreferences logs) {
        this.profile = profile;
        var options = new ChromeOptions()
                .setBinary(program.toFile())
                .addArguments(
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-quic",
                        "--no-first-run",
                        // The browser's own requests to its makers.
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--window-size=1300,2000",
                        "--user-data-dir=" + profile);
        // Otherwise the first window shows the browser's page for a new tab, which makes hundreds of requests of its
        // own.
        options.setExperimentalOption(
                "prefs",
                Map.of("session.restore_on_startup", OPEN_URLS, "session.startup_urls", List.of("about:blank")));
        options.setCapability(ChromeOptions.LOGGING_PREFS, logs);
        // With the path, Selenium does not look for a driver in the network.
        var service = new ChromeDriverService.Builder()
                .usingDriverExecutable(driverProgram.toFile())
                .usingAnyFreePort()
                .build();
        driver = new ChromeDriver(service, options);
        driver.manage().timeouts().implicitlyWait(TIMEOUT).scriptTimeout(TIMEOUT);
    }

    /** Says which program is missing, such as "there is no Chromium"; empty if the browser and its driver are there. */
    public static Optional<String> missing() {
        if (PROGRAMS.stream().allMatch(name -> program(name).isEmpty())) {
            return Optional.of("there is no Chromium");
        }
        return program("chromedriver").isEmpty() ? Optional.of("there is no chromedriver") : Optional.empty();
    }

    /**
     * Starts a browser that records its requests and its console.
     *
     * @param profile an empty folder
     */
    public static Browser start(Path profile) {
        var logs = new LoggingPreferences();
        logs.enable(LogType.PERFORMANCE, Level.ALL);
        logs.enable(LogType.BROWSER, Level.ALL);
        return start(profile, logs);
    }

    /**
     * Starts a browser that records nothing, so that recording costs no processor time.
     *
     * @param profile an empty folder
     */
    public static Browser startWithoutRecording(Path profile) {
        return start(profile, new LoggingPreferences());
    }

    private static Browser start(Path profile, LoggingPreferences logs) {
        var program = PROGRAMS.stream().flatMap(name -> program(name).stream()).findFirst();
        return new Browser(
                program.orElseThrow(), program("chromedriver").orElseThrow(), profile.toAbsolutePath(), logs);
    }

    /** Returns the processes of the browser that run now, without its driver. */
    public List<ProcessHandle> processes() {
        return ProcessHandle.current()
                .descendants()
                .filter(process -> process.info().commandLine().orElse("").contains("--user-data-dir=" + profile))
                .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
                .distinct()
                .toList();
    }

    public void open(String uri) {
        driver.get(uri);
    }

    /** Opens a page, and runs JavaScript in it before its own. */
    public void open(String uri, String script) {
        var added = driver.executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", script));
        driver.get(uri);
        driver.executeCdpCommand("Page.removeScriptToEvaluateOnNewDocument", added);
    }

    /** Shows the page in a window of this size, and in the light or the dark colours. */
    public void show(int width, int height, boolean dark) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
    }

    /** Runs JavaScript in the page and returns what it returns. */
    public Object run(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    /** Runs JavaScript in the page, and returns what it gives to its last argument, a function. */
    public Object runAsync(String script, Object... arguments) {
        return driver.executeAsyncScript(script, arguments);
    }

    /** Writes a picture of the window as a PNG file. */
    public void screenshot(Path file) {
        try {
            Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the first element that a CSS selector matches. Waits for it. */
    public WebElement element(String selector) {
        return driver.findElement(By.cssSelector(selector));
    }

    /**
     * Inserts text at once into the element that has the focus, in place of its selected text, as from the clipboard. A
     * page handles one event then, not one for each key.
     */
    public void insertText(String text) {
        driver.executeCdpCommand("Input.insertText", Map.of("text", text));
    }

    /** Returns the URIs of all requests since the last call of this method. */
    public List<String> requests() {
        return events().filter(event -> event.get("method").getAsString().equals("Network.requestWillBeSent"))
                .map(event -> event.getAsJsonObject("params")
                        .getAsJsonObject("request")
                        .get("url")
                        .getAsString())
                .toList();
    }

    /** Returns the warnings and errors of the console since the last call of this method. */
    public List<String> complaints() {
        return StreamSupport.stream(driver.manage().logs().get(LogType.BROWSER).spliterator(), false)
                .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .map(entry -> entry.getMessage())
                .toList();
    }

    private Stream<JsonObject> events() {
        return StreamSupport.stream(
                        driver.manage().logs().get(LogType.PERFORMANCE).spliterator(), false)
                .map(entry -> JsonParser.parseString(entry.getMessage())
                        .getAsJsonObject()
                        .getAsJsonObject("message"));
    }

    private static Optional<Path> program(String name) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    @Override
    public void close() {
        driver.quit();
    }
}
