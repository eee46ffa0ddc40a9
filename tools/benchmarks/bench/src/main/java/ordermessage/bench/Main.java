package ordermessage.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import ordermessage.bench.Row.Unit;
import ordermessage.bench.Settings.Part;
import ordermessage.local.EmptyFolder;

/** {@code make bench}, in the folder of the built project. */
public final class Main {
    private static final int WARMING = 2;

    private final Path project;
    private final Settings settings;
    private final Events events;
    private final Measurements measurements = new Measurements();

    private Main(Path project, Settings settings) {
        this.project = project;
        this.settings = settings;
        this.events = new Events(project);
    }

    /** Takes what it is to do from environment variables, see {@link Settings}; ends with 1 when they make no sense. */
    public static void main(String[] arguments) throws InterruptedException, IOException {
        var project = Path.of("").toAbsolutePath();
        try {
            new Main(project, Settings.of(System.getenv(), project)).run();
        } catch (IllegalArgumentException wrong) {
            System.err.println(wrong.getMessage());
            System.exit(1);
        }
        System.exit(0);
    }

    private void run() throws InterruptedException, IOException {
        System.out.println(machine());
        if (settings.parts().contains(Part.PROFILE)) {
            profile();
        }
        if (!settings.parts().equals(EnumSet.of(Part.PROFILE))) {
            measure();
            report();
        }
    }

    private void measure() throws InterruptedException, IOException {
        sizes();
        try (var stage = stage("near", settings.engineLatency())) {
            storeSample(stage);
            warmEngines(stage);
            var subjects = Subject.all(events);
            if (settings.parts().contains(Part.STARTS)) {
                tell("Starts ...");
                for (var round = 0; round < settings.rounds(); round++) {
                    subjects.forEach(new Starts(stage, settings, measurements)::run);
                }
            }
            if (settings.parts().contains(Part.WARM)) {
                tell("Warm functions ...");
                subjects.forEach(new Warm(stage, settings, measurements)::run);
            }
            if (settings.parts().contains(Part.BATCHES)) {
                tell("Batches ...");
                new Batches(stage, settings, events, measurements, Goals.NEAR_BATCHES).run();
            }
            if (settings.parts().contains(Part.PIPELINE)) {
                tell("Pipeline ...");
                new Pipeline(stage, settings, events, measurements).run();
            }
        }
        if (settings.parts().contains(Part.BATCHES) && settings.engineLatency().isZero()) {
            tell("Batches with engines %d ms away ...".formatted(Goals.FAR));
            try (var stage = stage("far", Duration.ofMillis(Goals.FAR))) {
                new Batches(stage, settings, events, measurements, Goals.FAR_BATCHES).run();
            }
        }
    }

    private void profile() throws IOException {
        tell("Profiles ...");
        var text = new StringBuilder();
        try (var stage = stage("profile", settings.engineLatency())) {
            storeSample(stage);
            warmEngines(stage);
            for (var subject : Subject.all(events)) {
                text.append(new Profile(stage, project.resolve("target/bench"))
                                .of(subject)
                                .text())
                        .append('\n');
            }
            text.append(new BatchProfile(stage, events).text()).append('\n');
        }
        text.append(machine()).append('\n');
        System.out.println();
        System.out.print(text);
        Files.createDirectories(settings.output());
        Files.writeString(settings.output().resolve("profile.md"), text);
        System.out.println("Written: %s/profile.md".formatted(settings.output()));
    }

    private BenchStack stage(String name, Duration latency) {
        return new BenchStack(
                project, EmptyFolder.at(project.resolve("target/bench").resolve(name)), 2, latency);
    }

    /** The message that is read has to be there. */
    private void storeSample(BenchStack stage) {
        try (var process = stage.service(BenchStack.PROCESS, 1)) {
            new Invocations(process, events::storedSample).warm(1);
        }
    }

    /** Engines are JVMs too, and what is measured is not their start. */
    private void warmEngines(BenchStack stage) {
        for (var times = 0; times < WARMING; times++) {
            new BareCalls(stage, events).onTheWay();
        }
    }

    private void sizes() {
        for (var function : List.of(BenchStack.POST, BenchStack.GET, BenchStack.PROCESS)) {
            var artifact = new Artifact(project.resolve(function).resolve("target/artifact"));
            measurements.add(new Row(function, Goals.ARTIFACT, Unit.MEGABYTES), Variant.SERVICE, artifact.megabytes());
            measurements.add(
                    new Row(function, "classes in the artifact", Unit.CLASSES), Variant.SERVICE, artifact.classes());
        }
    }

    private void report() throws IOException {
        var table = new Table(measurements);
        var goals = new ArrayList<>(new Goals(measurements).all());
        System.out.println();
        System.out.print(table.text());
        System.out.println();
        goals.forEach(System.out::println);
        new Goals(measurements).comparison().forEach(System.out::println);
        System.out.printf("%s, %d rounds%n", machine(), settings.rounds());
        var name = settings.engineLatency().isZero()
                ? "bench"
                : "bench-%dms".formatted(settings.engineLatency().toMillis());
        Files.createDirectories(settings.output());
        Files.writeString(settings.output().resolve(name + ".csv"), table.csv());
        Files.writeString(settings.output().resolve(name + ".svg"), Plot.of(measurements));
        System.out.println("Written: %s/%s.csv and .svg".formatted(settings.output(), name));
    }

    private static void tell(String progress) {
        System.out.println(progress);
    }

    private String machine() {
        return String.format(
                Locale.ROOT,
                "%d cores (%s), Java %s, load average %.2f, engines %d ms away",
                Runtime.getRuntime().availableProcessors(),
                processor(),
                Runtime.version(),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                settings.engineLatency().toMillis());
    }

    private static String processor() {
        try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.replaceFirst("[^:]*: *", ""))
                    .findFirst()
                    .orElse(System.getProperty("os.arch"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
