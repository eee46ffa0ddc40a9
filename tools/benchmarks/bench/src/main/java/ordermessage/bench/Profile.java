package ordermessage.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import jdk.jfr.consumer.RecordingFile;
import ordermessage.local.runtime.LambdaFunction;

/**
 * Where the time of a request goes: of the first after priming, over several starts, and of a warm one. The JVM's flight
 * recorder times the methods at the borders between the layers (JEP 520) and each read of a socket. The kernel tells how
 * much processor time each thread took, and of Java's threads the recorder takes samples by it (JEP 509); the kernel's clock
 * ticks too seldom to count them as time, so they are shares.
 */
record Profile(BenchStack stage, Path folder) {
    private static final String SETTINGS = """
            <?xml version="1.0" encoding="UTF-8"?>
            <configuration version="2.0">
              <event name="jdk.CPUTimeSample"><setting name="enabled">true</setting><setting name="throttle">250us</setting></event>
              <event name="jdk.SocketRead"><setting name="enabled">true</setting><setting name="threshold">0 ns</setting><setting name="stackTrace">false</setting></event>
              <event name="jdk.MethodTrace"><setting name="enabled">true</setting><setting name="threshold">0 ns</setting><setting name="stackTrace">false</setting>
                <setting name="filter">%s</setting></event>
            </configuration>
            """.formatted(String.join(";", Layer.METHODS.keySet()));
    private static final int STARTS = 12;
    private static final int WARMING = 4_000;
    private static final int CALLS = 1_000;

    /** Of one function. */
    ProfileTable of(Subject subject) {
        var settings = write(folder.resolve("profile.jfc"), SETTINGS);
        var options = List.of("-XX:StartFlightRecording:settings=" + settings + ",maxsize=200m");
        var table = new ProfileTable(subject.function());
        for (var start = 0; start < STARTS; start++) {
            try (var function = stage.service(subject.function(), options)) {
                function.warm();
                var calls = new Invocations(function, subject.events());
                watch(function, calls, 1, table.first());
                if (start == 0) {
                    calls.warm(WARMING);
                    watch(function, calls, CALLS, table.warm());
                }
            }
        }
        return table;
    }

    private void watch(LambdaFunction function, Invocations calls, int requests, ProfileTable.Column column) {
        var process = ProcessFacts.of(function);
        var before = process.processorTime();
        var begin = Instant.now();
        calls.warm(requests);
        var end = Instant.now();
        column.add(requests, begin, end, since(before, process.processorTime()));

        var recording = folder.resolve("profile.jfr");
        process.jcmd("JFR.dump", "filename=" + recording);
        try {
            RecordingFile.readAllEvents(recording).stream()
                    .filter(event -> !event.getStartTime().isBefore(begin)
                            && !event.getStartTime().isAfter(end))
                    .forEach(column::add);
            Files.delete(recording);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Double> since(Map<String, Double> before, Map<String, Double> after) {
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
