package ordermessage.bench.profile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import jdk.jfr.consumer.RecordingFile;
import ordermessage.bench.measure.FunctionClient;
import ordermessage.bench.measure.ProcessInspector;
import ordermessage.bench.measure.SampleEvents;
import ordermessage.bench.stack.BenchStack;
import ordermessage.bench.stack.ServiceFunction;
import ordermessage.local.runtime.LambdaFunction;

/**
 * Profiles the first request after priming, over several starts, and warm requests. There are three sources:
 *
 * <ul>
 *   <li>JDK Flight Recorder (JFR) measures the entry methods of the {@linkplain LatencyComponent components} (JEP 520), and
 *       each read from a socket. It also counts how often the JVM drops compiled code, because a request is not as those before.
 *   <li>The kernel measures the processor time of each thread.
 *   <li>JFR samples the Java threads by their processor time (JEP 509). The kernel's clock is too coarse to convert the number
 *       of samples to time, so the profile shows them as shares.
 * </ul>
 */
public final class RequestProfiler {
    private static final String RECORDING_SETTINGS =
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <configuration version="2.0">
              <event name="jdk.CPUTimeSample"><setting name="enabled">true</setting><setting name="throttle">250us</setting></event>
              <event name="jdk.Deoptimization"><setting name="enabled">true</setting><setting name="stackTrace">false</setting></event>
              <event name="jdk.SocketRead"><setting name="enabled">true</setting><setting name="threshold">0 ns</setting><setting name="stackTrace">false</setting></event>
              <event name="jdk.MethodTrace"><setting name="enabled">true</setting><setting name="threshold">0 ns</setting><setting name="stackTrace">false</setting>
                <setting name="filter">%s</setting></event>
            </configuration>
            """.formatted(String.join(";", LatencyComponent.ENTRY_METHODS.keySet()));
    private static final int STARTS = 12;
    private static final int WARM_UP_CALLS = 4_000;
    private static final int CALLS = 1_000;

    private final BenchStack stack;
    private final SampleEvents events;
    private final Path folder;

    /** @param folder an existing folder for the settings and the recordings of JFR */
    public RequestProfiler(BenchStack stack, SampleEvents events, Path folder) {
        this.stack = stack;
        this.events = events;
        this.folder = folder;
    }

    /** Profiles one function, and returns a table in Markdown. */
    public String profile(ServiceFunction function) {
        var settings = write(folder.resolve("profile.jfc"), RECORDING_SETTINGS);
        var options = List.of("-XX:StartFlightRecording:settings=" + settings + ",maxsize=200m");
        var profile = new RequestProfile(function.logicalId());
        for (var i = 0; i < STARTS; i++) {
            try (var deployed = stack.service(function, options)) {
                deployed.warm();
                var client = new FunctionClient(deployed, events.of(function));
                record(deployed, client, 1, profile.first());
                if (i == 0) {
                    client.call(WARM_UP_CALLS);
                    record(deployed, client, CALLS, profile.warm());
                }
            }
        }
        return profile.markdown();
    }

    private void record(LambdaFunction deployed, FunctionClient client, int requests, RequestProfile.Column column) {
        var process = ProcessInspector.of(deployed);
        var before = process.processorTimeByThread();
        var begin = Instant.now();
        client.call(requests);
        var end = Instant.now();
        column.addRequests(requests, begin, end, difference(before, process.processorTimeByThread()));

        var recording = folder.resolve("profile.jfr");
        process.jcmd("JFR.dump", "filename=" + recording);
        try {
            RecordingFile.readAllEvents(recording).stream()
                    .filter(event -> !event.getStartTime().isBefore(begin)
                            && !event.getStartTime().isAfter(end))
                    .forEach(column::addEvent);
            Files.delete(recording);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Double> difference(Map<String, Double> before, Map<String, Double> after) {
        after.replaceAll((thread, time) -> time - before.getOrDefault(thread, 0.0));
        return after;
    }

    private static Path write(Path file, String text) {
        try {
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
