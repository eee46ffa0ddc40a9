package ordermessage.dashboard;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.stream.Collectors;
import ordermessage.harness.EmptyFolder;
import ordermessage.local.LocalService;
import ordermessage.local.Options;
import ordermessage.local.monitor.AlarmStatus;

/** {@code make dashboard}: draws the dashboard of the template with figures of the local stack. */
public final class Main {
    /** The path of the picture in the project. */
    static final String PICTURE = "docs/dashboard.svg";

    private Main() {}

    /** Runs the stack of the project in the current folder. */
    public static void main(String[] arguments) throws IOException {
        var project = Path.of("").toAbsolutePath();
        var clock = Traffic.clock();
        var from = clock.instant().truncatedTo(ChronoUnit.MINUTES);
        var options = Options.builder(project, EmptyFolder.at(project.resolve("target/dashboard")))
                .clock(clock)
                .build();
        System.out.println("An hour of traffic, in about two minutes ...");
        try (var service = LocalService.start(options);
                var traffic = new Traffic(service, clock, options.data())) {
            traffic.run();
            var states = service.monitor().alarms().stream()
                    .collect(Collectors.toMap(AlarmStatus::alarm, AlarmStatus::state));
            var figures = new Figures(service.metrics(), from, Duration.ofMinutes(Traffic.MINUTES));
            var picture = new Picture(figures, states).of(Dashboard.read(project, service.stack()));
            Files.writeString(project.resolve(PICTURE), picture);
        }
        System.out.println("Written: " + PICTURE);
        System.exit(0);
    }
}
