package ordermessage.deadletters;

import static ordermessage.operator.TerminalText.safe;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;

/** Prints dead letters on a terminal. Text from a message cannot control the terminal, and its length is bounded. */
final class Terminal {
    private static final int MAX_BODY = 4_000;

    private final PrintStream out;
    private final Instant now;

    Terminal(PrintStream out, Instant now) {
        this.out = out;
        this.now = now;
    }

    void header() {
        row("REASON", "COMPANY", "MESSAGE ID", "AGE", "BYTES", "DETAIL");
    }

    void row(DeadLetter letter) {
        row(
                safe(letter.reason(), 17),
                letter.companyId().isEmpty() ? "-" : safe(letter.companyId(), 36),
                letter.messageId().isEmpty() ? letter.queueId() + " (of SQS)" : safe(letter.messageId(), 46),
                age(Duration.between(letter.receivedAt(), now)),
                Integer.toString(letter.body().getBytes(StandardCharsets.UTF_8).length),
                safe(letter.detail(), 256));
    }

    /** Prints everything about one message. */
    void details(DeadLetter letter) {
        out.println("reason       " + safe(letter.reason(), 100));
        out.println("detail       " + safe(letter.detail(), 256));
        out.println("company_id   " + safe(letter.companyId(), 100));
        out.println("message_id   " + safe(letter.messageId(), 100));
        out.println("id of SQS    " + letter.queueId());
        out.println("received_at  " + letter.receivedAt());
        out.println("body         " + safe(letter.body(), MAX_BODY));
        if (letter.body().length() > MAX_BODY) {
            out.printf(
                    "             (%d of %d characters: make dlq-export writes all)%n",
                    MAX_BODY, letter.body().length());
        }
        out.println();
    }

    void line(String text) {
        out.println(text);
    }

    private void row(String reason, String company, String id, String age, String bytes, String detail) {
        out.println("%-17s  %-36s  %-46s  %6s  %8s  %s"
                .formatted(reason, company, id, age, bytes, detail)
                .stripTrailing());
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
