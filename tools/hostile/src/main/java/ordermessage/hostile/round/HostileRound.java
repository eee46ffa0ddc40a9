package ordermessage.hostile.round;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.stream.Stream;
import ordermessage.local.LocalService;
import ordermessage.local.Options;
import ordermessage.local.cognito.SigningKeys;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** A hostile round: it starts a stack, attacks it, and checks what must hold. */
public final class HostileRound {
    private static final String LOGS = "logs";

    /** The parameters that make the logs as detailed as possible. */
    private static final Map<String, String> PARAMETERS = Map.of("LogLevel", "TRACE", "AccessLogs", "Enabled");

    private HostileRound() {}

    /**
     * Runs a round.
     *
     * @param project the built project
     * @param data an empty folder
     * @param lines takes a line after each part
     * @return what does not hold, a line each
     */
    public static List<String> run(Path project, Path data, Consumer<String> lines) {
        var report = new Report();
        var output = new ConcurrentLinkedQueue<String>();
        var options = Options.builder(project, data)
                .parameters(PARAMETERS)
                .signingKeys(SigningKeys.IN_FILES)
                .output(output::add)
                .build();
        try (var local = LocalService.start(options);
                var target = new Target(local, project, data, report)) {
            shortenVisibilityTimeout(local);
            var accepted = new AcceptedMessages(target);
            attempt(report, "single requests", new RequestAttacks(target)::run);
            print(
                    report,
                    lines,
                    RequestAttacks.FRAMING,
                    RequestAttacks.PATHS,
                    RequestAttacks.BODIES,
                    RequestAttacks.TOKENS);
            attempt(report, "many requests", new LoadAttacks(target, accepted)::run);
            print(report, lines, LoadAttacks.ROUND_TRIPS, LoadAttacks.TIMES, LoadAttacks.LARGE, LoadAttacks.KILLS);
            attempt(report, "connections", new Connections(target, accepted)::run);
            print(report, lines, Connections.IDLE, Connections.KEPT, Connections.SLOW);
            attempt(report, AcceptedMessages.PART, accepted::check);
            checkLogs(target, Stream.concat(target.logLines().stream(), output.stream()));
            print(report, lines, AcceptedMessages.PART, LOGS);
        }
        return report.violations();
    }

    /** Runs attacks. If a request has no answer, the other attacks follow. */
    private static void attempt(Report report, String name, Runnable attacks) {
        try {
            attacks.run();
        } catch (UncheckedIOException e) {
            report.violation(name, "a request", "it has no answer: " + e.getMessage());
        }
    }

    /** A message whose processor was killed comes back after this time. */
    private static void shortenVisibilityTimeout(LocalService local) {
        local.clients()
                .sqs()
                .setQueueAttributes(request -> request.queueUrl(local.queueUrl("Queue"))
                        .attributes(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "10")));
    }

    private static void checkLogs(Target target, Stream<String> lines) {
        lines.forEach(line -> {
            target.report().count(LOGS, "lines");
            if (target.secrets().isIn(line)) {
                target.report().violation(LOGS, "a line", "it contains a secret: " + line);
            }
        });
    }

    private static void print(Report report, Consumer<String> lines, String... parts) {
        for (var part : parts) {
            lines.accept("%-18s %s".formatted(part, report.line(part)));
        }
    }
}
