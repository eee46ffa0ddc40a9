package ordermessage.deadletters;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import ordermessage.operator.CommandHttpClient;
import ordermessage.operator.StackOutputs;
import ordermessage.operator.UsageException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The commands {@code make dlq}, {@code make dlq-show}, {@code make dlq-export}, {@code make dlq-delete} and {@code make
 * redrive}. They work on the queues of {@code make run}, or on those of the AWS stack that {@code STACK} names, with the
 * SDK's default credentials and Region.
 */
public final class Main {
    private final DeadLetterQueue queue;
    private final Map<String, String> environment;
    private final Terminal terminal;

    Main(DeadLetterQueue queue, Map<String, String> environment, Terminal terminal) {
        this.queue = queue;
        this.environment = environment;
        this.terminal = terminal;
    }

    /** Runs the command that the one argument names; ends with code 1 and one line when it fails. */
    public static void main(String[] arguments) {
        try {
            run(arguments[0], System.getenv());
        } catch (UsageException e) {
            end(e.getMessage());
        } catch (SdkException e) {
            end("The queue does not answer (does make run still run? are credentials and Region right?): "
                    + e.getMessage());
        }
    }

    /** Finds the stack first: without a Region no client can be made, and the error would not name an empty {@code STACK}. */
    private static void run(String command, Map<String, String> environment) {
        var queues = Queues.of(StackOutputs.of(environment));
        try (var sqs = SqsClient.builder()
                .httpClientBuilder(CommandHttpClient.builder())
                .build()) {
            var terminal = new Terminal(System.out, Instant.now());
            var queue = new DeadLetterQueue(
                    sqs, queues.deadLetters(), queues.source(), HeldMessages.Settings.STANDARD, terminal::line);
            new Main(queue, environment, terminal).run(command);
        }
    }

    void run(String command) {
        var choice = Choice.of(environment);
        switch (command) {
            case "list" -> list(choice);
            case "show" -> show(required(choice, "dlq-show"));
            case "export" -> export(choice);
            case "delete" -> delete(required(choice, "dlq-delete"));
            case "redrive" -> terminal.line(queue.redrive(choice.wanted()) + " sent back");
            default -> throw new UsageException(command + " is not a command");
        }
    }

    private void list(Choice choice) {
        terminal.header();
        var chosen = new long[1];
        var all = queue.forEach(letter -> {
            if (choice.wanted().test(letter)) {
                synchronized (terminal) {
                    terminal.row(letter);
                    chosen[0]++;
                }
            }
        });
        terminal.line(
                choice.isMade()
                        ? "%d of %d in the dead-letter queue".formatted(chosen[0], all)
                        : all + " in the dead-letter queue");
    }

    private void show(Choice choice) {
        queue.forEach(letter -> {
            if (choice.wanted().test(letter)) {
                synchronized (terminal) {
                    terminal.details(letter);
                }
            }
        });
    }

    private void export(Choice choice) {
        var folder = Optional.ofNullable(environment.get("DIR"))
                .filter(text -> !text.isBlank())
                .map(Path::of)
                .orElseThrow(() -> new UsageException("DIR is not set: it names the folder to write to"));
        var export = new Export(folder);
        var written = new long[1];
        queue.forEach(letter -> {
            if (choice.wanted().test(letter)) {
                export.write(letter);
                synchronized (written) {
                    written[0]++;
                }
            }
        });
        terminal.line("%d written to %s".formatted(written[0], folder));
    }

    private void delete(Choice choice) {
        terminal.line(queue.delete(choice.wanted()) + " deleted");
    }

    private static Choice required(Choice choice, String command) {
        if (!choice.isMade()) {
            throw new UsageException("Choose messages, for example: make %s MESSAGE_ID=…".formatted(command));
        }
        return choice;
    }

    private static void end(String message) {
        System.err.println(message);
        System.exit(1);
    }
}
