package ordermessage.local.deadletter;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** {@code make dlq} and {@code make redrive}, on the queues that the variables of {@code .local/env} name. */
public final class Main {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private Main() {}

    /** The one argument is {@code list} or {@code redrive}; the latter takes {@code MESSAGE_ID} from the environment. */
    public static void main(String[] arguments) {
        try (var sqs = SqsClient.builder()
                .httpClientBuilder(Apache5HttpClient.builder())
                .overrideConfiguration(calls -> calls.apiCallAttemptTimeout(TIMEOUT))
                .build()) {
            System.out.print(text(arguments[0], sqs, System.getenv()));
        } catch (SdkException failure) {
            System.err.println("The queue does not answer (does make run still run?): " + failure.getMessage());
            System.exit(1);
        }
    }

    static String text(String command, SqsClient sqs, Map<String, String> environment) {
        var queue = new DeadLetterQueue(sqs, environment.get("DEAD_LETTER_QUEUE_URL"), environment.get("QUEUE_URL"));
        return switch (command) {
            case "list" -> table(queue.list(), Instant.now());
            case "redrive" ->
                "%d sent back%n"
                        .formatted(Optional.ofNullable(environment.get("MESSAGE_ID"))
                                .filter(id -> !id.isBlank())
                                .map(id -> queue.redrive(id.strip()))
                                .orElseGet(queue::redriveAll));
            default -> throw new IllegalArgumentException(command + " is neither list nor redrive");
        };
    }

    static String table(List<DeadLetter> letters, Instant now) {
        var text = new StringBuilder(line("REASON", "COMPANY", "MESSAGE ID", "AGE", "DETAIL"));
        letters.forEach(letter -> text.append(line(
                letter.reason(),
                letter.companyId().orElse("-"),
                letter.messageId().orElse(letter.queueId() + " (queue's)"),
                age(Duration.between(letter.receivedAt(), now)),
                letter.detail())));
        return text + "%d in the dead-letter queue%n".formatted(letters.size());
    }

    private static String line(String reason, String company, String id, String age, String detail) {
        return "%-17s  %-36s  %-46s  %6s  %s"
                        .formatted(reason, company, id, age, detail)
                        .stripTrailing()
                + System.lineSeparator();
    }

    private static String age(Duration age) {
        if (age.toDays() > 1) {
            return age.toDays() + " d";
        }
        if (age.toHours() > 1) {
            return age.toHours() + " h";
        }
        return age.toMinutes() > 1 ? age.toMinutes() + " min" : age.toSeconds() + " s";
    }
}
